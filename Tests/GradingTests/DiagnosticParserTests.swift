import Testing
import Verdicts

@testable import Grading

@Suite("컴파일러 메시지 읽기")
struct DiagnosticParserTests {
    private let text = """
        File0.swift:3:16: error: cannot convert value of type 'String' to specified type 'Int'
          let y: Int = "안녕"
                       ^~~~~~
        File0.swift:1:1: warning: unused: result
        SilEntries.swift:9:1: error: cannot find 'finalValues' in scope
        <unknown>:0: error: module 'X' not found
        """

    @Test("자리를 학습자의 파일과 줄로 되돌림")
    func place() {
        let found = DiagnosticParser.diagnostics(
            in: text, names: ["File0.swift": "큐.swift"],
            sources: ["큐.swift": ["a", "b", "  let y: Int = \"안녕\""]])
        #expect(
            found.first
                == Diagnostic(
                    file: "큐.swift", line: 3, column: 16, severity: .error,
                    message: "cannot convert value of type 'String' to specified type 'Int'",
                    source: "  let y: Int = \"안녕\""))
        #expect(found[1].severity == .warning)
        #expect(found[1].message == "unused: result")
    }

    @Test("학습자의 파일이 아니면 자리를 말하지 않음")
    func hidesOthers() {
        let found = DiagnosticParser.diagnostics(in: text, names: [:], sources: [:])
        #expect(found.count == 4)
        #expect(found.allSatisfy { $0.file == nil && $0.line == nil && $0.source == nil })
    }

    @Test("오류가 끝없이 많아도 쉰 개에서 멈춤")
    func bounded() {
        let many = (1...1000).map { "a.swift:\($0):1: error: e\($0)" }.joined(separator: "\n")
        #expect(
            DiagnosticParser.shown(
                DiagnosticParser.diagnostics(in: many, names: ["a.swift": "a.swift"], sources: [:])
            ).count == 50)
    }
}
