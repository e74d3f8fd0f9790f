import Course
import Foundation
import Progress
import Reporting
import Testing
import Verdicts

/// `Docs/json.md` against what is printed: each example in it is, byte for byte, the document of a sample.
@Suite("The documents of --json")
struct DocumentTests {
    static let documents: [(heading: String, report: any Report)] = [
        ("submit", Samples.card(Samples.failed)),
        ("submit, repeated", Samples.card(Samples.failed, repeated: true)),
        ("submit, compile error", Samples.card(Samples.compileError)),
        (
            "submit, explored",
            ExploredCardTests.card(
                [ExploredCardTests.graded(FindingSamples.dataRace, handle: "0a1b")],
                scenarios: [ExploredCardTests.found])
        ),
        ("submit, not recorded", Samples.card(Samples.graderError, number: nil)),
        ("progress", Samples.progressReport),
        ("progress, page", PageReport(file: "/home/me/progress.html", attempts: 12, findings: 3)),
        ("project report", ProjectTests.report(page: "/home/me/report.html")),
        ("status", StatusReport(Samples.course, Samples.progress)),
        ("list", CourseList(Samples.course, Samples.progress)),
        ("next", NextReport("siltarae", NextStep(in: Samples.course, Samples.nothingDone))),
        (
            "history",
            HistoryReport(
                "four-steps", [Samples.attempt(1, Samples.compileError), Samples.attempt(2, Samples.failed)])
        ),
        (
            "diff",
            DifferenceReport(
                exercise: "four-steps", from: .attempt(2), to: .workspace,
                SourceDifference(
                    from: [(name: "FourSteps.swift", text: "let three = 3\n")],
                    to: [(name: "FourSteps.swift", text: "let four = 4\n")]))
        ),
        ("export", ExportReport(file: "/home/me/history.json", attempts: 41)),
        (
            "import",
            ImportReport(
                file: "/home/me/history.json",
                counts: {
                    var counts = ImportCounts()
                    counts.attempts = .init(added: 41, known: 2)
                    counts.sections = .init(added: 12)
                    return counts
                }())
        ),
        ("portfolio", PortfolioTests.report(.written)),
        ("hint", HintReport(Samples.fourSteps, number: 2, taken: 2)),
        ("init", InitReport(workspace: "/home/me/w", course: "siltarae")),
        (
            "start",
            StartReport(
                exercise: "four-steps", module: "FourSteps", directory: "/home/me/w/Sources/FourSteps",
                files: ["Sources/FourSteps/FourSteps.swift"], created: true)
        ),
        (
            "reset",
            ReplacementReport(
                .reset, exercise: "four-steps", backup: "/home/me/w/.siltarae/backups/four-steps/1",
                shownBackup: nil, files: ["Sources/FourSteps/FourSteps.swift"])
        ),
        (
            "restore",
            ReplacementReport(
                .restored(attempt: 3), exercise: "four-steps",
                backup: "/home/me/w/.siltarae/backups/four-steps/2",
                shownBackup: nil, files: ["Sources/FourSteps/FourSteps.swift"])
        ),
        (
            "undo",
            ReplacementReport(
                .undone("restore"), exercise: "four-steps",
                backup: "/home/me/w/.siltarae/backups/four-steps/3",
                shownBackup: nil, files: ["Sources/FourSteps/FourSteps.swift"])
        ),
        (
            "solution",
            SolutionReport(
                exercise: "four-steps",
                solutions: [
                    .init(
                        name: "array", files: [.init(name: "FourSteps.swift", text: "let four = 4\n")])
                ])
        ),
        (
            "explore",
            FindingSamples.report([FindingSamples.dataRace, FindingSamples.deadlock])
        ),
        ("explore, compile error", FindingSamples.doesNotCompile),
        ("replay", ReplayTests.report(FindingSamples.dataRace)),
        (
            "error",
            ErrorReport(
                kind: "unknown_exercise", message: "four-step: 이런 연습은 없음", suggestions: ["four-steps"])
        ),
    ]

    @Test("each example in Docs/json.md is what is printed", arguments: documents.map(\.heading))
    func examples(heading: String) throws {
        let report = try #require(Self.documents.first { $0.heading == heading }?.report)
        let example = try #require(
            try Self.examples()[heading], "Docs/json.md has no example: \(report.json.text)")
        #expect(report.json.text == example)
    }

    @Test("Docs/json.md has no example that is not checked")
    func noOtherExamples() throws {
        #expect(Set(try Self.examples().keys) == Set(Self.documents.map(\.heading)))
    }

    @Test("each key of each document is explained in Docs/json.md")
    func everyKey() throws {
        let page = try Self.page()
        for (heading, report) in Self.documents {
            for key in Self.keys(of: report.json) {
                #expect(page.contains("`\(key)`"), "\(heading): \(key)")
            }
        }
    }

    @Test(
        "each document is one line of JSON that begins with its schema", arguments: documents.map(\.heading))
    func oneLine(heading: String) throws {
        let report = try #require(Self.documents.first { $0.heading == heading }?.report)
        let text = report.json.text
        #expect(text.hasPrefix(#"{"schema":1,"#) && !text.contains("\n"))
        let parsed = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        #expect(parsed?["schema"] as? Int == 1)
    }

    private static func keys(of json: JSON) -> Set<String> {
        switch json {
        case .object(let members):
            members.reduce(into: []) { $0.formUnion(Self.keys(of: $1.value).union([$1.key])) }
        case .array(let values): values.reduce(into: []) { $0.formUnion(Self.keys(of: $1)) }
        default: []
        }
    }

    private static func page() throws -> String {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try String(contentsOf: root.appendingPathComponent("Docs/json.md"), encoding: .utf8)
    }

    /// By the heading they stand under, without the blanks and line ends that make them readable.
    private static func examples() throws -> [String: String] {
        var examples: [String: String] = [:]
        var heading = ""
        var block: [String]?
        for line in try page().split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            if line == "```json" {
                block = []
            } else if line == "```", let lines = block {
                examples[heading] = compact(lines.joined(separator: "\n"))
                block = nil
            } else if block != nil {
                block?.append(line)
            } else if line.hasPrefix("### ") {
                heading = String(line.dropFirst(4))
            }
        }
        return examples
    }

    private static func compact(_ text: String) -> String {
        var result = ""
        var isInString = false
        var isEscaped = false
        for character in text {
            if isInString || !character.isWhitespace { result.append(character) }
            if character == "\"", !isEscaped { isInString.toggle() }
            isEscaped = character == "\\" && !isEscaped
        }
        return result
    }
}
