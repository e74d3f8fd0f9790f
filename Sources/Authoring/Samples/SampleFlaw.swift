import Course
import Grading
import Verdicts

/// What is wrong with a program of a page, without its place: two pages may hold the same program.
enum SampleFlaw: Sendable {
    case doesNotCompile(CompileFailure)
    /// There is no output to compare, but the program ended as no example should.
    case endsBadly(String, errors: String)
    case printsOther(OutputDifference, errors: String)
    case findsOther(OutputDifference)

    func fault(of sample: Sample, in file: String) -> Fault {
        switch self {
        case .doesNotCompile(let failure): Self.fault(failure, of: sample, in: file)
        case .endsBadly(let ending, let errors):
            Fault(
                file: file, line: sample.place.line, column: sample.place.column, rule: "sample-ending",
                message: "프로그램이 제대로 끝나지 않음: \(ending)" + Self.evidence(errors),
                fix: "고치거나, 일부러 보이는 것이면 바로 아래 ```output에 그 끝을 `[\(ending)]`이라고 쓰세요.")
        case .printsOther(let difference, let errors):
            Fault(
                file: file, line: Self.line(of: difference, in: sample), rule: "sample-output",
                message: "```output과 다름" + Self.evidence(difference) + Self.evidence(errors),
                fix: "프로그램이 맞다면 ```output을 고치세요. 실행할 때마다 바뀌는 수는 {수}, 그 밖의 것은 {…}로 쓰세요.")
        case .findsOther(let difference):
            Fault(
                file: file, line: Self.line(of: difference, in: sample), rule: "sample-finding",
                message: "탐색해서 찾은 것이 ```output과 다름" + Self.evidence(difference),
                fix: "프로그램이 맞다면 ```output을 고치세요. 첫 줄은 찾은 것의 종류, 그 아래는 걸음임.")
        }
    }

    // MARK: Compiling

    private static func fault(_ failure: CompileFailure, of sample: Sample, in file: String) -> Fault {
        let errors = failure.diagnostics.filter { $0.severity == .error }
        let first = errors.first
        let others =
            errors.count > 1
            ? "\n"
                + errors.dropFirst().prefix(4).map { shown($0, of: sample) }
                .joined(separator: "\n") : ""
        let mode = sample.kind.language == .swift ? " (Swift \(sample.kind.languageMode) 모드)" : ""
        return Fault(
            file: file, line: first?.line.map { sample.place.line + $0 } ?? sample.place.line,
            column: first.flatMap { column(of: $0, in: sample) }, rule: "sample-compile",
            message: "프로그램이 컴파일되지 않음\(mode): \(first?.message ?? failure.reason ?? "까닭을 알 수 없음")\(others)",
            fix: "컴파일되는 완전한 프로그램으로 고치세요. 조각을 보이는 코드라면 \(sample.kind.use.rawValue)을 지우세요.")
    }

    private static func shown(_ diagnostic: Diagnostic, of sample: Sample) -> String {
        (diagnostic.line.map { ":\(sample.place.line + $0) " } ?? "") + diagnostic.message
    }

    /// In characters of the page's line; the compiler counts bytes of the program's.
    private static func column(of diagnostic: Diagnostic, in sample: Sample) -> Int? {
        guard let line = diagnostic.line, let column = diagnostic.column, column > 0 else { return nil }
        let lines = sample.code.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.indices.contains(line - 1) else { return nil }
        let before = lines[line - 1].utf8.prefix(column - 1)
        return sample.place.column + (String(before)?.count ?? column - 1)
    }

    // MARK: Output

    private static func line(of difference: OutputDifference, in sample: Sample) -> Int {
        guard let place = sample.outputPlace else { return sample.place.line }
        return place.line + difference.firstLine
    }

    private static func evidence(_ difference: OutputDifference) -> String {
        if let (expected, actual) = difference.onlyLine { return ": 기대 \(expected), 실제 \(actual)" }
        return "\n" + difference.lines.joined(separator: "\n")
    }

    private static let errorLinesMax = 3

    /// What the program itself said of its end.
    private static func evidence(_ errors: String) -> String {
        let lines = errors.split(whereSeparator: \.isNewline)
        guard !lines.isEmpty else { return "" }
        return "\nstderr: "
            + lines.prefix(errorLinesMax).map { String($0.prefix(200)) }.joined(separator: "\n")
    }
}
