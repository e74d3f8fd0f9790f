public import Progress
public import Text
public import Verdicts

/// Why a program does not compile: the compiler's words at the program's lines.
public struct CompileErrors: Sendable {
    private let diagnostics: [Diagnostic]
    private let reason: String?
    private let source: SubmissionSource

    /// - Parameter reason: one sentence where no message explains it.
    public init(_ diagnostics: [Diagnostic], reason: String?, source: SubmissionSource) {
        self.diagnostics = diagnostics
        self.reason = reason
        self.source = source
    }

    public func lines(width: Int) -> [StyledLine] {
        let list = DiagnosticList(diagnostics, source: source, more: "").lines(width: width)
        let lines = (reason.map { StyledLine($0).wrapped(to: width) } ?? []) + list
        return Array(lines.drop(while: \.isEmpty))
    }
}
