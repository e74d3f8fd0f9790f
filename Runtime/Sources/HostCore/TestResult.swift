import GraderKit

/// What became of one test: the record `result`.
struct TestResult {
    enum Status: Equatable {
        case passed
        case failed([TestFailure])
        case crashed(Ending, frames: [UInt64], isForged: Bool)
        case timedOut
        case outOfMemory
        case outputLimit
        case deadlocked(Deadlock)
    }

    /// How a process ended.
    enum Ending: Equatable {
        case exitCode(Int32)
        case signal(Int32)

        /// Of a wait status.
        init(status: Int32) {
            let signal = status & 0x7F
            self = signal == 0 ? .exitCode(status >> 8 & 0xFF) : .signal(signal)
        }
    }

    let index: Int
    let status: Status
    let seconds: Double
    /// What the test printed, as bytes, at most as many as allowed.
    let output: [UInt8]
    let isOutputCut: Bool
    /// What it has explored, if it reported at all.
    var scenarios: [ExploredScenario] = []

    /// What its scenarios have cost.
    var cost: Int {
        scenarios.reduce(0) { $0 + $1.exploration.cost }
    }

    /// Whether there are orders left to run that could still show something.
    var wantsMore: Bool {
        status == .passed && scenarios.contains { !$0.exploration.isExhausted }
    }

    var record: Record {
        var record = Record("result")
        record.add("index", index)
        record.add("status", statusName)
        record.add("seconds", Self.decimal(seconds))
        addDetails(to: &record)
        scenarios.forEach { record.add($0) }
        if !output.isEmpty {
            record.add("output", outputText)
        }
        if isOutputCut {
            record.add("output_cut", true)
        }
        return record
    }

    private var statusName: String {
        switch status {
        case .passed: "passed"
        case .failed: "failed"
        case .crashed: "crashed"
        case .timedOut: "timed_out"
        case .outOfMemory: "out_of_memory"
        case .outputLimit: "output_limit"
        case .deadlocked: "deadlocked"
        }
    }

    private func addDetails(to record: inout Record) {
        switch status {
        case .failed(let failures):
            for failure in failures {
                record.add("failure", "\(failure.line) \(failure.description)")
            }
        case .crashed(let ending, let frames, let isForged):
            switch ending {
            case .exitCode(let code): record.add("exit_code", code)
            case .signal(let number): record.add("signal", number)
            }
            if isForged {
                record.add("forged", true)
            }
            for frame in frames {
                record.add("frame", String(frame, radix: 16))
            }
        case .deadlocked(let deadlock):
            record.add("blocked", deadlock.blocked)
            for offsets in deadlock.waiting {
                record.add("waiting", offsets.map { String($0, radix: 16) }.joined(separator: " "))
            }
        case .passed, .timedOut, .outOfMemory, .outputLimit:
            break
        }
    }

    /// Repaired UTF-8. A character that the cut went through is left out, for it was not the learner's
    /// mistake.
    private var outputText: String {
        guard isOutputCut else {
            return String(decoding: output, as: UTF8.self)
        }
        let tail = output.suffix(4)
        guard let lead = tail.lastIndex(where: { $0 & 0xC0 != 0x80 }), output[lead] >= 0xC0 else {
            return String(decoding: output, as: UTF8.self)
        }
        let needed = output[lead] >= 0xF0 ? 4 : output[lead] >= 0xE0 ? 3 : 2
        let isWhole = output.count - lead >= needed
        return String(decoding: isWhole ? output[...] : output[..<lead], as: UTF8.self)
    }

    /// Four decimals, without Foundation's formatters.
    private static func decimal(_ seconds: Double) -> String {
        let parts = Int((max(0, seconds) * 10_000).rounded())
        let fraction = String(parts % 10_000)
        return "\(parts / 10_000).\(String(repeating: "0", count: 4 - fraction.count))\(fraction)"
    }
}
