import Foundation
import Testing

@testable import Course

/// What was read last must be what reading gives now.
@Suite("과정 색인")
struct CourseIndexTests {
    private let folder: String

    init() throws {
        folder = NSTemporaryDirectory() + "index-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    private func index(reader: String = "1") -> CourseIndex { Self.index(in: folder, reader: reader) }

    private static func index(in folder: String, reader: String = "1") -> CourseIndex {
        CourseIndex(
            reader: reader,
            load: { FileManager.default.contents(atPath: folder + "/" + $0).map { Array($0) } },
            store: { try? Data($0).write(to: URL(fileURLWithPath: folder + "/" + $1)) })
    }

    private var files: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).map { folder + "/" + $0 }
    }

    /// Everything in it, and faults of both kinds of file.
    private static func course() async throws -> TemporaryCourse {
        let course = try TemporaryCourse([
            "Lessons/course.yml": "id: 시험\ntitle: 시험 과정\nauthors: [가, 나]\nmutation_score: 85.5\nmore: 1\n",
            "Lessons/01-first.md":
                "---\ntitle: 첫 장\nsummary: 요약\nminutes: 3\n---\n# 첫 장\n\n## 절\n\n글 ㄱ 🧵\n\n```exercise\nheld-sum\n```\n",
            "Lessons/02-second.md": "앞머리가 없음\n",
            "Exercises/held-sum/exercise.yml": """
            title: 두 수 더하기
            summary: 더함
            kind: explore
            uses: [threads, files]
            hints: [하나, 둘]
            limits: {seconds: 2.5, memory_mb: 64}
            rules: [{forbid: import Dispatch, why: 직접}]
            tests:
              T.testA: {title: 하나, weight: 2, read: "01-first#절", show: silent}
              T.testB: {weight: 0.5}
            rejects:
              wrong: {tests: [T.testA], why: 틀림, times_out: true}
            equivalents: [{operator: a-to-b, code: x, why: 같음}]
            carries: [{file: A.swift, from: held-sum}]
            compared: {model: 스레드 풀, arguments: [--threads, "8"]}
            """,
            "Exercises/broken/exercise.yml": "title: [\n",
        ])
        try await course.age()
        return course
    }

    @Test("두 번째에는 색인에서 읽고, 파일에서 읽은 것과 같음")
    func same() async throws {
        let course = try await Self.course()
        let read = try Course(at: course.root)
        #expect(read.faults.count > 2)
        #expect(try index().course(at: course.root) == read)
        #expect(files.count == 1)
        #expect(try index().course(at: course.root + "/.") == read)
        #expect(try index().course(at: course.root).chapters.first?.body.contains("글 ㄱ 🧵") == true)
        #expect(files.count == 1)
    }

    @Test("이 저장소의 과정도 같음")
    func own() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().path
        let read = try Course(at: root)
        #expect(try index().course(at: root) == read)
        #expect(try index().course(at: root) == read)
    }

    @Test("바뀐 것이 보임", arguments: CourseChange.all)
    func changes(_ change: @Sendable (TemporaryCourse) throws -> Void) async throws {
        let course = try await Self.course()
        let before = try index().course(at: course.root)
        #expect(files.count == 1)
        try change(course)
        let after = try index().course(at: course.root)
        #expect(after != before)
        #expect(try after == Course(at: course.root))
    }

    @Test("방금 바뀐 과정은 남기지 않음: 같은 때에 한 번 더 바뀌면 알 길이 없음")
    func fresh() async throws {
        let course = try await Self.course()
        try course.write(TemporaryCourse.minimalExercise, to: "Exercises/other/exercise.yml")
        _ = try index().course(at: course.root)
        #expect(files.isEmpty)
    }

    @Test("다른 판이 남긴 것은 믿지 않고 새로 남김")
    func otherReader() async throws {
        let course = try await Self.course()
        _ = try index(reader: "1").course(at: course.root)
        let first = try Data(contentsOf: URL(fileURLWithPath: #require(files.first)))
        _ = try index(reader: "2").course(at: course.root)
        #expect(try Data(contentsOf: URL(fileURLWithPath: #require(files.first))) != first)
    }

    @Test("깨진 색인은 없는 것과 같음: 어디가 잘리거나 뒤집혀도")
    func damaged() async throws {
        let course = try await Self.course()
        let read = try index().course(at: course.root)
        let file = try #require(files.first)
        let whole = try Data(contentsOf: URL(fileURLWithPath: file))
        for place in stride(from: 0, to: whole.count, by: 61) {
            try whole.prefix(place).write(to: URL(fileURLWithPath: file))
            #expect(try index().course(at: course.root) == read)
            var flipped = whole
            flipped[place] ^= 0x10
            try flipped.write(to: URL(fileURLWithPath: file))
            #expect(try index().course(at: course.root) == read)
        }
    }

    /// The checksum keeps damage from the reader of values; it must hold all the same.
    @Test("값을 읽는 쪽도 깨진 것을 알아봄")
    func damagedValues() async throws {
        var packer = Packer()
        var course = try await Self.course().load()
        packer.pack(&course)
        for place in stride(from: 0, to: packer.bytes.count, by: 37) {
            var bytes = packer.bytes
            bytes[place] = 0xff
            var reading = Packer(reading: bytes, from: 0)
            var read = Course.blank
            reading.pack(&read)
            var short = Packer(reading: Array(packer.bytes[..<place]), from: 0)
            short.pack(&read)
            #expect(!short.isAtEnd)
        }
    }

    @Test("남길 곳이 없거나 못 쓰면 그냥 읽음")
    func unwritable() async throws {
        let course = try await Self.course()
        let read = try Course(at: course.root)
        #expect(try Self.index(in: folder + "/none").course(at: course.root) == read)
        #expect(throws: CourseError.notACourse(path: "/nowhere")) { try index().course(at: "/nowhere") }
    }
}

/// Each of them leaves another course behind.
private enum CourseChange {
    static let all: [@Sendable (TemporaryCourse) throws -> Void] =
        [
            { try $0.write("---\ntitle: 새 장\nsummary: 가\n---\n", to: "Lessons/01-first.md") },
            { try $0.write("---\ntitle: 셋\nsummary: 가\n---\n", to: "Lessons/03-third.md") },
            { try FileManager.default.removeItem(atPath: $0.root + "/Lessons/02-second.md") },
            { try $0.write("id: 딴\ntitle: 딴\n", to: "Lessons/course.yml") },
            { try $0.write(TemporaryCourse.minimalExercise, to: "Exercises/other/exercise.yml") },
            {
                try FileManager.default.createDirectory(
                    atPath: $0.root + "/Exercises/empty", withIntermediateDirectories: true)
            },
            { try FileManager.default.removeItem(atPath: $0.root + "/Exercises/broken/exercise.yml") },
            {
                try FileManager.default.moveItem(
                    atPath: $0.root + "/Exercises/held-sum", toPath: $0.root + "/Exercises/held-sums")
            },
            {
                // The same length, and the old time: only the inode's own time tells.
                let path = $0.root + "/Lessons/01-first.md"
                let old = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate]
                let text = try String(contentsOfFile: path, encoding: .utf8).replacing("첫", with: "끝")
                try Data(text.utf8).write(to: URL(fileURLWithPath: path))
                try FileManager.default.setAttributes([.modificationDate: old as Any], ofItemAtPath: path)
            },
        ]
}

/// A text that follows from a course must be what making it gives now.
@Suite("과정에서 나온 글")
struct CourseTextTests {
    private struct Failed: Error {}

    private let folder: String
    private let index: CourseIndex

    init() throws {
        folder = NSTemporaryDirectory() + "texts-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        index = Self.index(in: folder)
    }

    private static func index(in folder: String, reader: String = "1") -> CourseIndex {
        CourseIndex(
            reader: reader,
            load: { FileManager.default.contents(atPath: folder + "/" + $0).map { Array($0) } },
            store: { try? Data($0).write(to: URL(fileURLWithPath: folder + "/" + $1)) })
    }

    private static func course() async throws -> TemporaryCourse {
        let course = try TemporaryCourse([
            "Lessons/course.yml": "id: 시험\ntitle: 시험\n",
            "Lessons/01-first.md": "---\ntitle: 첫 장\nsummary: 요약\n---\n# 첫 장\n\n## 절\n글\n",
            "Lessons/02-second.md": "앞머리가 없음\n",
            "Exercises/held-sum/exercise.yml": TemporaryCourse.minimalExercise,
            "Exercises/broken/exercise.yml": "title: [\n",
        ])
        try await course.age()
        return course
    }

    /// The text, and whether it was made for this.
    private func ask(
        _ question: String, of course: TemporaryCourse, _ index: CourseIndex? = nil, answer: String = "글 ㄱ"
    ) -> (text: String, isMade: Bool) {
        var isMade = false
        let text = (index ?? self.index).text(answering: question, at: course.root) {
            isMade = true
            return answer
        }
        return (text, isMade)
    }

    @Test("두 번째에는 남은 것을 냄: 같은 물음에만")
    func kept() async throws {
        let course = try await Self.course()
        #expect(ask("1", of: course) == ("글 ㄱ", true))
        #expect(ask("1", of: course, answer: "딴 글") == ("글 ㄱ", false))
        #expect(ask("2", of: course, answer: "") == ("", true))
        #expect(ask("2", of: course) == ("", false))
        #expect(ask("1", of: try await Self.course(), answer: "딴 과정") == ("딴 과정", true))
        #expect(ask("1", of: course, Self.index(in: folder, reader: "2"), answer: "딴 판") == ("딴 판", true))
    }

    @Test("과정이 바뀌면 새로 만듦", arguments: CourseChange.all)
    func changed(_ change: @Sendable (TemporaryCourse) throws -> Void) async throws {
        let course = try await Self.course()
        _ = ask("1", of: course)
        try change(course)
        #expect(ask("1", of: course, answer: "새 글") == ("새 글", true))
    }

    @Test("만드는 사이에 바뀐 과정의 글, 만들지 못한 글은 남기지 않음")
    func unkept() async throws {
        let course = try await Self.course()
        let first = try index.text(answering: "1", at: course.root) {
            try course.write("---\ntitle: 셋\nsummary: 가\n---\n", to: "Lessons/03-third.md")
            return "그 사이의 글"
        }
        #expect(first == "그 사이의 글")
        try await course.age()
        #expect(ask("1", of: course).isMade)
        #expect(throws: Failed.self) { try index.text(answering: "3", at: course.root) { throw Failed() } }
        #expect(ask("3", of: course).isMade)
        // A second change within one tick of the clock would not show.
        try course.write(TemporaryCourse.minimalExercise, to: "Exercises/other/exercise.yml")
        #expect(ask("4", of: course).isMade)
        #expect(ask("4", of: course).isMade)
    }

    @Test("물음이 많아도 파일은 정해진 만큼이고, 답이 섞이지 않음")
    func bounded() async throws {
        let course = try await Self.course()
        for question in 0..<300 {
            #expect(ask("\(question)", of: course, answer: "답 \(question)").text == "답 \(question)")
            let earlier = question / 2
            #expect(ask("\(earlier)", of: course, answer: "답 \(earlier)").text == "답 \(earlier)")
        }
        // Which places they share hangs on the folder's name.
        #expect((32...64).contains(try FileManager.default.contentsOfDirectory(atPath: folder).count))
    }

    @Test("여럿이 한 자리에 함께 쓰고 읽어도 저마다 제 답을 받음")
    func atOnce() async throws {
        let course = try await Self.course()
        let root = course.root
        // Two hundred questions for 64 places.
        let wrong = await withTaskGroup(of: Int.self) { group in
            for task in 0..<4 {
                group.addTask { [index] in
                    (0..<200).count { number in
                        let question = "\((number * 7 + task * 50) % 200)"
                        return index.text(answering: question, at: root) { "답 \(question)" }
                            != "답 \(question)"
                    }
                }
            }
            return await group.reduce(0, +)
        }
        #expect(wrong == 0)
    }

    @Test("깨진 것은 없는 것과 같음: 어디가 잘리거나 뒤집혀도")
    func damaged() async throws {
        let course = try await Self.course()
        _ = ask("1", of: course)
        let name = try #require(FileManager.default.contentsOfDirectory(atPath: folder).first)
        let file = URL(fileURLWithPath: folder + "/" + name)
        let whole = try Data(contentsOf: file)
        for place in whole.indices {
            try whole.prefix(place).write(to: file)
            #expect(ask("1", of: course, answer: "새 글") == ("새 글", true))
            var flipped = whole
            flipped[place] ^= 0x10
            try flipped.write(to: file)
            #expect(ask("1", of: course, answer: "새 글") == ("새 글", true))
        }
    }
}

extension TemporaryCourse {
    /// As if nobody had changed it for a while: waits until the times of its files have settled.
    func age() async throws {
        try await Task.sleep(for: .nanoseconds(CourseIndex.settling + 50_000_000))
    }
}
