import Foundation
import Testing

private struct Answer: Decodable {
    struct Rule: Decodable {
        struct Match: Decodable {
            var file: String
            var line, column: Int
        }
        var forbid, require: String?
        var isKept: Bool
        var matches: [Match]
    }
    var version: Int
    var rules: [Rule]
}

/// The answer about one rule.
private func rule(_ demand: String, _ construct: String, _ texts: String...) throws -> Answer.Rule {
    let rules = try JSONEncoder().encode([[demand: construct, "why": "까닭"]])
    let files = texts.enumerated().map { (name: "\($0.offset).swift", text: Data($0.element.utf8)) }
    let process = try SyntaxProcess(["rules"], on: [("rules.json", rules)] + files)
    return try #require(try process.decoded(as: Answer.self).rules.first)
}

@Suite("rules: constructs forbidden and required")
struct RulesTests {
    @Test(
        "import X is any form of importing it",
        arguments: [
            ("import Dispatch", true), ("@preconcurrency public import Dispatch", true),
            ("import class Dispatch.DispatchQueue", true), ("import Dispatch.Source", true),
            ("#if true\nimport Dispatch\n#endif", true), ("import /* */\n Dispatch", true),
            ("import DispatchExtras", false), ("// import Dispatch", false),
            ("let s = \"import Dispatch\"", false),
        ])
    func imports(text: String, isFound: Bool) throws {
        let answer = try rule("forbid", "import Dispatch", text)
        #expect(answer.matches.isEmpty != isFound)
        #expect(answer.isKept != isFound)
    }

    @Test(
        "A construct is a sequence of tokens, however it is laid out",
        arguments: [
            ("Thread.sleep", "Thread . /* a */ sleep(1)", true),
            ("Thread.sleep", "Thread\n    .sleep(1)", true),
            ("Thread.sleep", "let s = \"Thread.sleep\" // Thread.sleep", false),
            ("Thread.sleep", "\"\\(Thread.sleep(1))\"", true), ("sleep", "`sleep`(1)", true),
            ("sleep", "usleep(1)", false), ("@_cdecl", "@_cdecl(\"a\") func f() {}", true),
            ("while true", "while true {}", true), ("while true", "while truest {}", false),
            ("\"sleep\"", "f(\"sleep\")", true), ("sleep", "f(\"sleep\")", false),
            ("unsafe", "unsafe f()", true),
        ])
    func tokens(construct: String, text: String, isFound: Bool) throws {
        #expect(try rule("forbid", construct, text).matches.isEmpty != isFound)
    }

    @Test("Every match is told with file, line and column")
    func places() throws {
        let answer = try rule("forbid", "sleep", "let 가 = 1; sleep(1)\nsleep(2)", "\n\n sleep(3)")
        #expect(
            answer.matches.map { "\($0.file) \($0.line):\($0.column)" } == [
                "0.swift 1:14", "0.swift 2:1", "1.swift 3:2",
            ])
    }

    @Test("What is required may stand in any of the files")
    func requirement() throws {
        #expect(try rule("require", "Mutex", "let a = 1", "let b = Mutex(1)").isKept)
        #expect(try !rule("require", "Mutex", "let a = 1").isKept)
    }

    @Test(
        "Rules that are not rules are refused",
        arguments: [
            "", "{}", "[{}]", "[{\"forbid\": 1}]", "[{\"forbid\": \"// a\"}]", "[{\"forbid\": \"a\"}",
            "[\"a\"]",
            "[{\"forbid\": \"a\", \"require\": \"b\"}]", "[{\"forbid\": \"\\ud800\"}]",
        ])
    func malformed(rules: String) throws {
        let process = try SyntaxProcess(
            ["rules"], on: [("rules.json", Data(rules.utf8)), ("A.swift", Data("a".utf8))])
        #expect(process.status == 1)
        #expect(process.output.isEmpty)
    }
}
