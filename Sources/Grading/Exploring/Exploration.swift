import Foundation
import Sandbox
public import Verdicts

/// What came of exploring a program.
public enum Exploration: Sendable {
    case doesNotCompile(CompileFailure)
    case explored(Search)

    /// What makes two findings the same to a person: their kind and the lines they speak of.
    struct Identity: Hashable {
        private let kind: Finding.Kind
        private let places: Set<Finding.Place>

        init(of finding: Finding) {
            kind = finding.kind
            let race = (finding.race ?? []).filter(finding.steps.indices.contains).map { finding.steps[$0] }
            let last = finding.steps.last.map { [$0] } ?? []
            let told = !race.isEmpty ? race : !finding.waiting.isEmpty ? finding.waiting : last
            places = Set(told.compactMap(\.place))
        }
    }
}

/// A search and what it found.
public struct Search: Sendable {
    /// Schedules that were run.
    public var schedules: Int
    /// Every schedule there is was run.
    public var isExhausted: Bool
    /// The last resort, a time, ended it before its budget was spent.
    public var wasCut: Bool
    /// It was ended before its budget was spent because every schedule ran into a limit of the explorer.
    public var gaveUp: Bool
    /// Schedules that ran into a limit of the explorer and say nothing.
    public var limited: Int
    public var strategy: String
    public var seed: UInt64
    public var findings: [Finding]
    /// Wall seconds.
    public var compileSeconds = 0.0
    public var searchSeconds = 0.0
}

/// A program that does not compile or link.
public struct CompileFailure: Sendable {
    /// The compiler's messages in the learner's files.
    public var diagnostics: [Diagnostic]
    /// One Korean sentence where no message explains it.
    public var reason: String?
    /// The tools' own words, with the learner's names of files.
    public var output: String
    /// Wall seconds.
    public var seconds: Double

    init(_ finished: Finished, _ work: StagedFiles, seconds: Double) {
        self.seconds = seconds
        let text = String(decoding: finished.errors, as: UTF8.self)
        output = Wording.renamed(text, names: work.names)
        diagnostics = DiagnosticParser.shown(
            DiagnosticParser.diagnostics(in: text, names: work.names, sources: work.lines)
                // What a linker says has no place in a file.
                .filter { $0.file != nil })
        reason = diagnostics.contains { $0.severity == .error } ? nil : Self.reason(finished, text)
    }

    /// Of a submission.
    init(of verdict: Verdict) {
        diagnostics = verdict.diagnostics
        reason = verdict.reason
        output = verdict.compilerOutput ?? ""
        seconds = verdict.timing.compile
    }

    private static func reason(_ finished: Finished, _ text: String) -> String {
        switch finished.ending {
        case .wallTime, .cpuTime: return "컴파일이 \(Int(Compiler.limits.cpuSeconds ?? 0))초 안에 끝나지 않음"
        case .outOfMemory: return "컴파일하는 데 메모리 \(Compiler.limits.memoryMB) MB를 넘게 씀"
        default: break
        }
        let undefined = text.split(separator: "\n").compactMap { line in
            line.firstRange(of: "undefined symbol: ").map { String(line[$0.upperBound...]) }
        }
        if undefined.contains("main") { return "시작할 곳이 없음: main 함수나 바로 실행되는 코드가 있어야 함" }
        if let name = undefined.first { return "어디에도 없는 이름을 부름: \(name)" }
        if let line = text.split(separator: "\n").first(where: { $0.contains("error: ") }) {
            return "링크되지 않음: \(line.prefix(300))"
        }
        return "컴파일러가 도중에 멈춤. 전체 출력은 --raw"
    }
}
