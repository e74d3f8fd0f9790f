import Foundation
import Sandbox

/// One confined run of an explored program, and what it tells.
struct ExplorationRun: Sendable {
    /// All that was told, judged by nobody yet.
    struct Told: Equatable, Sendable {
        var begin: ExplorationRecord.Begin?
        var findings: [FindingRecord] = []
        var end: ExplorationRecord.End?
        /// The last count that was heard of.
        var schedules = 0
        /// Why what was told cannot be believed to be all, in the program's or the machine's words.
        var fault: String?

        mutating func take(_ record: ExplorationRecord) {
            guard end == nil else {
                fault = "a record after the last one"
                return
            }
            switch record {
            case .begin(let begin) where self.begin == nil && begin.format == 1: self.begin = begin
            case .begin: fault = "begin out of order"
            case .fault(let what): fault = what
            case _ where begin == nil: fault = "no begin"
            case .progress(let count, _): schedules = count
            case .finding(let finding): findings.append(finding)
            case .end(let end):
                self.end = end
                schedules = end.schedules
            }
        }
    }

    let sandbox: Sandbox
    let toolchain: Toolchain

    /// The last resort against a search that does not end; the budget is the number of schedules.
    static let seconds = 600.0
    /// Data races that are told; the runtime's own limit is lower.
    private static let findingsMax = 256

    static let limits = Limits(
        // The program ends itself before that, and tells what it found.
        wallSeconds: seconds + 20,
        // A warm process and one at a time that was forked from it.
        memoryMB: 2048, openFiles: 512, fileSizeMB: 64, processes: 512, outputKB: 64, overflow: .drain)

    /// Runs the program at host path `program` to the end of its search.
    ///
    /// - Parameter progress: called with how many schedules are done, and how many of them were cut at a limit.
    func run(
        _ program: String, _ order: Explorer.Order, progress: @escaping @Sendable (Int, Int) -> Void
    ) async throws -> Told {
        let mount = Mount.readOnly(program, at: "/program")
        let process = try sandbox.start(
            Job(
                program: sandbox.path(of: mount), environment: environment(order),
                mounts: toolchain.mounts + [.readOnly(toolchain.libraries), mount], limits: Self.limits,
                hasChannel: true))
        let channel = process.channel ?? -1
        // Cancelled, the run is killed, which ends what is heard of it.
        var told = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                // A thread of its own: blocking in the pool of tasks could starve the pumps it waits for.
                let thread = Thread { continuation.resume(returning: Self.listen(on: channel, progress)) }
                thread.start()
            }
        } onCancel: {
            process.kill()
        }
        if told.end == nil || told.fault != nil { process.kill() }
        let finished = try await Compiler.outcome(of: process)
        if told.end == nil, told.fault == nil {
            told.fault = "\(finished.ending) " + String(decoding: finished.errors.prefix(500), as: UTF8.self)
        }
        return told
    }

    private func environment(_ order: Explorer.Order) -> [String: String] {
        var words = [
            "fd=\(Job.channelDescriptor)", "schedules=\(order.schedules)",
            "strategy=\(order.strategy.rawValue)",
            "seed=\(order.seed)", "spurious=1", "leaks=\(order.judgesLeaks ? 1 : 0)",
            "seconds=\(Int(Self.seconds))",
        ]
        if let choices = order.replayed { words.append("replay=\(choices)") }
        return [
            "SIL_EXPLORE": words.joined(separator: " "), "SWIFT_DETERMINISTIC_HASHING": "1",
            "LD_BIND_NOW": "1",
        ]
    }

    private static func listen(on channel: Int32, _ progress: (Int, Int) -> Void) -> Told {
        var told = Told()
        var line: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while told.fault == nil {
            let count = read(channel, &chunk, chunk.count)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { break }
            for byte in chunk[..<count] {
                guard byte == UInt8(ascii: "\n") else {
                    line.append(byte)
                    continue
                }
                take(line, into: &told, progress)
                line.removeAll(keepingCapacity: true)
                if told.fault != nil { break }
            }
            if line.count > ExplorationRecord.maximumBytes { told.fault = "a line without an end" }
        }
        return told
    }

    private static func take(_ line: [UInt8], into told: inout Told, _ progress: (Int, Int) -> Void) {
        do {
            let record = try ExplorationRecord(line: line)
            if case .progress(let count, let limited) = record { progress(count, limited) }
            told.take(record)
            if told.findings.count > findingsMax { told.fault = "too many findings" }
        } catch {
            told.fault = "no record: " + String(decoding: line.prefix(200), as: UTF8.self)
        }
    }
}
