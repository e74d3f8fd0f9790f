import Course
import Foundation
import GRDB
import Progress
import Testing
import Verdicts

@Suite("Attempts")
struct AttemptTests {
    let home: TemporaryHome
    let store: ProgressStore
    let sum = Exercise.named("sum")

    init() throws {
        home = try TemporaryHome()
        store = try home.store()
    }

    @Test("an attempt is read again as it was recorded, to the last field of its verdict")
    func roundTrip() throws {
        let verdict = Verdict.of(sum, [.passed, .failed, .passed])
        let attempt = try store.record(verdict, of: .text("a"), exercise: sum)
        let again = try #require(try home.store().attempts(of: sum, course: courseID).first)
        #expect(again == attempt)
        #expect(try again.verdict() == verdict)
        #expect(again.score == 2 && again.maxScore == 3 && again.counted && again.seconds == 0.25)
    }

    @Test("the last attempts, with the numbers that they have among all")
    func lastAttempts() throws {
        let store = try home.store()
        for text in 1...5 { try store.record(.of(sum, [.failed]), of: .text("\(text)"), exercise: sum) }
        func numbers(_ limit: Int) throws -> [Int] {
            try store.attempts(of: sum, course: courseID, last: limit).map(\.number)
        }
        #expect(try numbers(2) == [4, 5] && numbers(9) == [1, 2, 3, 4, 5] && numbers(0) == [])
    }

    @Test("attempts are numbered from 1 in each exercise")
    func numbers() throws {
        let other = Exercise.named("other")
        for text in ["a", "b"] { try store.record(.of(sum, [.failed]), of: .text(text), exercise: sum) }
        try store.record(.of(other, [.passed]), of: .text("a"), exercise: other)
        #expect(try store.attempts(of: sum, course: courseID).map(\.number) == [1, 2])
        #expect(try store.attempts(of: other, course: courseID).map(\.number) == [1])
    }

    @Test("a course knows nothing of another course's attempts at the same slug")
    func courses() throws {
        try store.record(.of(sum, [.failed]), of: .text("a"), exercise: sum)
        #expect(try store.attempts(of: sum, course: "another").isEmpty)
        #expect(try store.earlier(.text("a"), exercise: sum, course: "another", grader: "g1") == nil)
    }

    @Test("the table that other programs read has the names and forms it is documented with")
    func documentedTable() throws {
        let moment = Date(timeIntervalSince1970: 1_795_510_800.25)
        try store.record(.of(sum, [.passed, .failed]), of: .text("a"), exercise: sum, at: moment)
        let raw = try DatabaseQueue(path: home.database)
        let row = try #require(
            try raw.read {
                try Row.fetchOne(
                    $0,
                    sql:
                        "SELECT course, exercise, number, verdict, score, max_score, counted, at FROM attempts"
                )
            })
        let values = row.map { "\($0.0)=\($0.1)" }
        #expect(
            values == [
                "course=\"siltarae\"", "exercise=\"sum\"", "number=1", "verdict=\"failed\"", "score=1.5",
                "max_score=3.0",
                "counted=1", "at=\"2026-11-24T09:00:00.250Z\"",
            ])
    }

    @Test("each test's result stands in a table of its own")
    func testResults() throws {
        try store.record(.of(sum, [.passed, .crashed]), of: .text("a"), exercise: sum)
        let raw = try DatabaseQueue(path: home.database)
        let statuses = try raw.read {
            try String.fetchAll(
                $0, sql: "SELECT status FROM test_results WHERE exercise = 'sum' ORDER BY position")
        }
        #expect(statuses == ["passed", "crashed"])
    }

    @Test(
        "a verdict that is no judgement on the learner gets a number and is not counted",
        arguments: [Outcome.compileError, .invalidSubmission, .graderError])
    func notCounted(outcome: Outcome) throws {
        let attempt = try store.record(.without(sum, outcome), of: .text("a"), exercise: sum)
        #expect(attempt.number == 1 && !attempt.counted)
    }

    @Test("the same files to the same grader are the earlier attempt, with its number")
    func repeated() throws {
        try store.record(.of(sum, [.failed]), of: .text("a"), exercise: sum)
        try store.record(.of(sum, [.passed]), of: .text("b"), exercise: sum)
        let earlier = try #require(
            try store.earlier(.text("a"), exercise: sum, course: courseID, grader: "g1"))
        #expect(earlier.number == 1 && earlier.repeated && earlier.outcome == .failed)
    }

    @Test("recording what another process has recorded meanwhile makes no second attempt")
    func recordedTwice() throws {
        let first = try store.record(.of(sum, [.failed]), of: .text("a"), exercise: sum)
        let second = try store.record(.of(sum, [.failed]), of: .text("a"), exercise: sum)
        #expect(second.number == first.number && second.repeated && !first.repeated)
        #expect(try store.attempts(of: sum, course: courseID).count == 1)
    }

    @Test("another grader, another byte or another file name makes a new attempt")
    func notRepeated() throws {
        try store.record(.of(sum, [.failed]), of: .text("a"), exercise: sum)
        #expect(try store.earlier(.text("a"), exercise: sum, course: courseID, grader: "g2") == nil)
        #expect(try store.earlier(.text("a "), exercise: sum, course: courseID, grader: "g1") == nil)
        #expect(
            try store.earlier(.text("a", name: "B.swift"), exercise: sum, course: courseID, grader: "g1")
                == nil)
    }

    @Test("a fault of the grader is no answer: the same files are graded again")
    func graderErrorIsNotRepeated() throws {
        try store.record(.without(sum, .graderError), of: .text("a"), exercise: sum)
        #expect(try store.earlier(.text("a"), exercise: sum, course: courseID, grader: "g1") == nil)
        #expect(try store.record(.of(sum, [.passed]), of: .text("a"), exercise: sum).number == 2)
    }

    @Test("the order in which files are named makes no other submission")
    func orderOfFiles() {
        let (a, b) = ((name: "A.swift", bytes: Array("1".utf8)), (name: "B.swift", bytes: Array("2".utf8)))
        #expect(SubmissionSource(files: [a, b]) == SubmissionSource(files: [b, a]))
    }

    @Test("a byte that moves from a name to its content makes another submission")
    func namesAndContents() {
        let left = SubmissionSource(files: [(name: "A", bytes: Array("Bc".utf8))])
        let right = SubmissionSource(files: [(name: "AB", bytes: Array("c".utf8))])
        #expect(left != right)
    }

    @Test("what was submitted can be had again, byte for byte")
    func sources() throws {
        let source = SubmissionSource(files: [
            (name: "한글.swift", bytes: Array("let 수 = 1\n".utf8)), (name: "Zero.swift", bytes: [0, 255, 0]),
        ])
        let attempt = try store.record(.without(sum, .invalidSubmission), of: source, exercise: sum)
        let kept = try #require(try store.source(of: attempt))
        #expect(kept == source)
        #expect(kept.files.map(\.bytes) == source.files.map(\.bytes))
    }

    @Test("a file that two attempts share is kept once")
    func deduplicated() throws {
        let shared = (name: "A.swift", bytes: Array("same".utf8))
        for text in ["1", "2"] {
            let source = SubmissionSource(files: [shared, (name: "B.swift", bytes: Array(text.utf8))])
            try store.record(.of(sum, [.failed]), of: source, exercise: sum)
        }
        let raw = try DatabaseQueue(path: home.database)
        #expect(try raw.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM blobs") } == 3)
    }

    @Test("a file too large to be graded is known again but not kept")
    func tooLarge() throws {
        let source = SubmissionSource(files: [
            (name: "A.swift", bytes: [UInt8](repeating: 1, count: ProgressStore.keptBytesMax + 1))
        ])
        let attempt = try store.record(.without(sum, .invalidSubmission), of: source, exercise: sum)
        #expect(try store.source(of: attempt) == nil)
        #expect(try store.earlier(source, exercise: sum, course: courseID, grader: "g1")?.number == 1)
    }
}
