import Sandbox
import Verdicts

/// What came of a program that was to be run.
public enum ProgramOutcome: Sendable {
    case doesNotCompile(CompileFailure)
    case ran(ProgramRun)
}

/// A program's run: what it printed and how it ended.
public struct ProgramRun: Sendable, Equatable {
    public enum End: Sendable, Equatable {
        case exited(Int32)
        case signalled(Int32)
        /// One sentence: which limit it ran into.
        case limited(String)
    }

    /// What it wrote to stdout; bytes that are no UTF-8 are replaced.
    public var output: String
    /// The same of stderr.
    public var errors: String
    public var ending: End

    public init(output: String, errors: String = "", ending: End = .exited(0)) {
        self.output = output
        self.errors = errors
        self.ending = ending
    }

    init(_ finished: Finished, limits: Limits) {
        output = String(decoding: finished.output, as: UTF8.self)
        errors = String(decoding: finished.errors, as: UTF8.self)
        ending = End(finished.ending, limits)
    }

    /// How it ended where that is worth a line; nil for the end that nobody speaks of.
    public var endingWords: String? {
        switch ending {
        case .exited(0): nil
        case .exited(let status): "종료 코드 \(status)"
        case .signalled(let number): "시그널 \(number): \(Signal.explained(number))"
        case .limited(let sentence): sentence
        }
    }

    /// What somebody sees who runs it: what it printed, then how it ended unless all was well.
    public var shown: String {
        guard let words = endingWords else { return output }
        return (output.isEmpty || output.hasSuffix("\n") ? output : output + "\n") + "[\(words)]\n"
    }
}

extension ProgramRun.End {
    fileprivate init(_ ending: Ending, _ limits: Limits) {
        self =
            switch ending {
            case .exited(let status): .exited(status)
            case .signalled(let number): .signalled(number)
            case .wallTime: .limited("\(Int(limits.wallSeconds))초 안에 끝나지 않음")
            case .cpuTime: .limited("CPU를 \(Int(limits.cpuSeconds ?? 0))초 넘게 씀")
            case .outOfMemory: .limited(Wording.outOfMemory(mb: limits.memoryMB))
            case .outputLimit: .limited(Wording.outputLimit(kb: limits.outputKB))
            case .diskFull: .limited(Wording.diskFull)
            case .killed: .limited("도중에 그만둠")
            }
    }
}
