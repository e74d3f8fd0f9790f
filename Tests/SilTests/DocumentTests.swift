import struct Authoring.PreviewSubject
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
    private static let documents: [String: any Report] = [
        "search": search, "quiz": quiz, "read": read, "doctor": doctor, "author new": new,
        "author preview": preview,
    ]

    @Test("the example is what is printed", arguments: documents.keys.sorted())
    func examples(heading: String) throws {
        let report = try #require(Self.documents[heading])
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Docs/json.md").standardized
        let page = try String(contentsOf: file, encoding: .utf8)
        let start = try #require(page.range(of: "\n### \(heading)\n``` json\n"))
        let end = try #require(page.range(of: "\n```", range: start.upperBound..<page.endIndex))
        let example = try JSONSerialization.jsonObject(
            with: Data(page[start.upperBound..<end.lowerBound].utf8))
        let printed = try JSONSerialization.jsonObject(with: Data(report.json.text.utf8))
        #expect((example as? NSDictionary) == (printed as? NSDictionary))
    }
}
