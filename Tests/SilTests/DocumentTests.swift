import struct Authoring.CheckReport
import struct Authoring.Fault
import struct Authoring.PreviewSubject
import struct Authoring.Tally
import Course
import Foundation
import Progress
import Reading
import Reporting
import Testing

@testable import sil

/// The documents that are made here, against their examples in `Docs/json.md`.
@Suite("Documents of sil itself")
struct SilDocumentTests {
    private static let read = ReadReport(
        course: "siltarae",
        chapter: Chapter(
            number: 1, slug: "process-and-thread", name: "01-process-and-thread", path: "", title: "프로세스와 스레드"
        ),
        sections: [Chapter.Section(title: "스레드", anchor: "스레드", line: 1)], read: [],
        text: "스레드\n──────\n\n한 프로세스 안의 흐름임.\n")
    private static let doctor = DoctorReport(
        version: "0.1.0",
        checks: [
            .good("Swift", "6.3 (/usr/bin/swiftc)"),
            Check(
                name: "격리", state: .missing, found: "bubblewrap이 없음", remedy: "설치하세요: apt install bubblewrap"),
        ])

    private static let new = NewReport(
        kind: .chapter, name: "race", course: "/home/me/course", files: ["Lessons/05-race.md"], isHere: true,
        currentDirectory: "/",
        next: ["sil author preview race"])
    private static let preview = PreviewReport(
        subject: PreviewSubject(.chapter, "05-race"), text: nil,
        faults: [
            CourseError.Fault(
                path: "Lessons/05-race.md", line: 3, column: 1, rule: "unknown-key",
                message: "모르는 키: `minuts`",
                fix: "혹시 `minutes` 아닌가요?")
        ])
    private static let race = Chapter(
        number: 5, slug: "race", name: "05-race", path: "", title: "레이스 컨디션")
    private static let search = SearchReport(
        query: "락",
        hits: [
            SearchHit(
                place: .chapter(race, Chapter.Section(title: "네 단계", anchor: "네-단계", line: 10)),
                text: "데드락과 락", matches: [2..<3, 5..<6], line: 12),
            SearchHit(
                place: .hint(
                    Exercise(slug: "once", directory: "", title: "한 번", summary: "", kind: .unit), number: 2),
                text: "락을 쥐세요.", matches: [0..<1], line: nil),
        ], suggestions: [], hintsTaken: ["once": 1])
    private static let quiz = QuizReport(
        course: "siltarae", due: 1,
        questions: [
            QuizQuestion(
                chapter: Chapter(
                    number: 5, slug: "race", name: "05-race", path: "", title: "레이스 컨디션",
                    sections: [Chapter.Section(title: "네 단계", anchor: "네-단계", line: 10)]),
                quiz: AnsweredQuiz(
                    quiz: Quiz(
                        id: "ten-times", kind: .choice, question: "몇일까?", choices: ["2", "20"], line: 12),
                    answer: .numbers([1]), explain: "둘임"),
                review: QuizReview(
                    [QuizAnswer(isRight: false, at: Date(timeIntervalSince1970: 1_795_510_800))],
                    calendar: utc))
        ], now: Date(timeIntervalSince1970: 1_795_700_000))
    private static let utc: Calendar = {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        return calendar
    }()
    private static let check = {
        var tally = Tally()
        (tally.chapters, tally.samples, tally.exercises) = (1, 9, 7)
        (tally.solutions, tally.mutants) = (20, 52)
        (tally.mutations, tally.mutationsCaught) = (480, 471)
        let survivor = Fault(
            file: "Exercises/hit-counter/exercise.yml", line: 14, column: 3, rule: "mutant-survives",
            message: "오답이 통과함, 시험이 약함: `no-unlock`", fix: "이 오해를 잡는 시험을 넣으세요: 나가는 길마다 풀지 않음")
        let unchecked = Fault(
            file: "Lessons", rule: "spelling-unchecked", message: "맞춤법은 보지 못함: hunspell이나 한국어 사전이 없음",
            fix: "`apt install hunspell hunspell-ko` 뒤에 다시 하세요.", gravity: .notice)
        return CourseCheckScreen(
            CheckReport(
                faults: [survivor], notices: [unchecked], tally: tally, made: 3, reused: 97, seconds: 4.2))
    }()
    private static let documents: [String: any Report] = [
        "search": search, "quiz": quiz, "read": read, "doctor": doctor, "author new": new,
        "author preview": preview, "author check": check,
    ]

    @Test("the example is what is printed", arguments: documents.keys.sorted())
    func examples(heading: String) throws {
        let report = try #require(Self.documents[heading])
        let page = try Self.page()
        let start = try #require(page.range(of: "\n### \(heading)\n``` json\n"))
        let end = try #require(page.range(of: "\n```", range: start.upperBound..<page.endIndex))
        let example = try JSONSerialization.jsonObject(
            with: Data(page[start.upperBound..<end.lowerBound].utf8))
        let printed = try JSONSerialization.jsonObject(with: Data(report.json.text.utf8))
        #expect((example as? NSDictionary) == (printed as? NSDictionary))
    }

    @Test("each key of what a check prints is explained")
    func keys() throws {
        let page = try Self.page()
        let printed = try JSONSerialization.jsonObject(with: Data(Self.check.json.text.utf8))
        for key in Self.keys(of: printed) { #expect(page.contains("`\(key)`"), "\(key)") }
    }

    private static func keys(of value: Any) -> Set<String> {
        switch value {
        case let members as [String: Any]:
            members.reduce(into: Set(members.keys)) { $0.formUnion(keys(of: $1.value)) }
        case let values as [Any]: values.reduce(into: []) { $0.formUnion(keys(of: $1)) }
        default: []
        }
    }

    private static func page() throws -> String {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Docs/json.md").standardized
        return try String(contentsOf: file, encoding: .utf8)
    }
}
