import Foundation

/// A server that runs and can be looked at from outside.
public protocol MeasuredServer: Sendable {
    /// On 127.0.0.1.
    var port: UInt16 { get }
    /// The machine's numbers of its processes; none when it has ended.
    var processes: [Int32] { get }
    /// Kills it; returns when nothing of it is left.
    func end() async
}

/// Measures servers side by side: under each workload they take turns, each started anew, another one first in each round,
/// so that what changes on the machine meanwhile meets all of them.
public struct Bench: Sendable {
    /// A server that takes part.
    public struct Entry: Sendable {
        /// By which its figures are found again.
        public var id: String
        public var start: @Sendable () throws -> any MeasuredServer
        public init(id: String, start: @escaping @Sendable () throws -> any MeasuredServer) {
            self.id = id
            self.start = start
        }
    }

    /// What is being done, to be shown; rounds are counted from 1.
    public enum Step: Sendable, Equatable {
        /// Others use the cores.
        case waitingForQuiet(round: Int)
        case measuring(id: String, Workload, round: Int)
        case crashing(id: String, round: Int)
    }

    private let load: Load
    private let wrk: Wrk
    private let scriptFile: String
    private let patience: Double
    private let report: @Sendable (Step) -> Void

    /// Seconds that are waited for quiet before one measurement, at most.
    private static let patienceAtOnce = 10.0
    /// Seconds for a server to answer its first client.
    private static let startSeconds = 5

    /// - Parameters:
    ///   - scriptFile: absolute path of a file with `Wrk.script`.
    ///   - patience: seconds that may be spent in all on waiting until others leave the cores.
    public init(
        _ load: Load, wrk: Wrk, scriptFile: String, patience: Double,
        report: @escaping @Sendable (Step) -> Void
    ) {
        self.load = load
        self.wrk = wrk
        self.scriptFile = scriptFile
        self.patience = patience
        self.report = report
    }

    /// - Returns: the figures of each, by its id.
    /// - Throws: `LoadError`, what `start` throws, `CancellationError`; no server is left then.
    public func run(_ entries: [Entry]) async throws -> [String: ServerFigures] {
        var tallies = Dictionary(entries.map { ($0.id, Tally()) }, uniquingKeysWith: { first, _ in first })
        var patience = patience
        for round in 1...max(1, load.rounds) {
            let shift = (round - 1) % max(1, entries.count)
            let order = Array(entries[shift...] + entries[..<shift])
            for workload in Workload.allCases {
                for entry in order {
                    var samples = try await measure(entry, workload, round: round, patience: &patience)
                    // Once more where somebody came in between, while there is patience left.
                    if samples.rate == .busy, patience > 0 {
                        samples = try await measure(entry, workload, round: round, patience: &patience)
                    }
                    tallies[entry.id, default: Tally()].add(samples, workload)
                }
            }
            for entry in order {
                report(.crashing(id: entry.id, round: round))
                let crash = try await with(entry) { server in
                    Self.isAnswering(server) ? Crash.happens(port: server.port, clients: load.held) : nil
                }
                tallies[entry.id, default: Tally()].crashes.append(crash)
            }
        }
        return tallies.mapValues(\.figures)
    }

    /// What is asked of a server that has just been started; nothing of it is left afterwards.
    ///
    /// Never two at a time: pages of the libraries that both map would count half in the memory of each.
    private func with<Value>(
        _ entry: Entry, _ body: (any MeasuredServer) throws -> Value
    ) async throws -> Value {
        try Task.checkCancellation()
        let server = try entry.start()
        let result = Result { try body(server) }
        await server.end()
        return try result.get()
    }

    private func measure(
        _ entry: Entry, _ workload: Workload, round: Int, patience: inout Double
    ) async throws -> RunSamples {
        if patience > 0 {
            report(.waitingForQuiet(round: round))
            patience -= CoreWatch.waitForQuiet(
                below: load.foreignShareMax, patience: min(patience, Self.patienceAtOnce))
        }
        report(.measuring(id: entry.id, workload, round: round))
        return try await with(entry) { try samples(of: $0, workload) }
    }

    private func samples(of server: any MeasuredServer, _ workload: Workload) throws -> RunSamples {
        guard Self.isAnswering(server) else { return RunSamples(failed: "서버가 뜨지 않음") }
        var samples = RunSamples(failed: "재지 못함")
        samples.restingMemory = Self.memory(of: server)
        var isSeen = false
        // Who has ended and was not yet waited for is no process of the server's any more, and its time is in no other's.
        var processes = Set(server.processes)
        let watch = CoreWatch(server: Array(processes))
        let run = try wrk.run(
            Wrk.Order(
                port: server.port, target: workload.target, connections: load.connections,
                seconds: load.seconds, closes: workload.closesConnections, scriptFile: scriptFile)
        ) { share in
            guard share > 0.7, !isSeen else { return }
            isSeen = true
            samples.answered = Self.answered(port: server.port)
            samples.workingMemory = Self.memory(of: server)
            processes.formUnion(server.processes)
        }
        processes.formUnion(server.processes)
        let use = watch?.use(server: Array(processes), loadSeconds: run.processorSeconds)
        samples.take(run, use, foreignShareMax: load.foreignShareMax)
        return samples
    }

    private static func isAnswering(_ server: any MeasuredServer) -> Bool {
        guard let client = HTTPClient(port: server.port, patienceSeconds: startSeconds), client.ask("/hello"),
            case .status = client.answer()
        else { return false }
        return true
    }

    private static func memory(of server: any MeasuredServer) -> Sample {
        ProportionalMemory.mebibytes(of: server.processes).map { .figure($0) } ?? .failed("읽을 수 없음")
    }

    private static func answered(port: UInt16) -> Sample {
        ClientConnections.toward(port: port).map { .figure(Double($0.answered)) }
            ?? .failed("커널이 알려 주지 않음")
    }
}

/// What one run under one workload gave.
struct RunSamples: Equatable {
    var rate: Sample
    var p50: Sample
    var p99: Sample
    var cost: Sample
    var answered: Sample
    var restingMemory: Sample
    var workingMemory: Sample

    init(failed words: String) {
        let sample = Sample.failed(words)
        (rate, p50, p99, cost) = (sample, sample, sample, sample)
        (answered, restingMemory, workingMemory) = (sample, sample, sample)
    }

    /// - Parameter use: who had the cores; nil where it is not known.
    mutating func take(_ run: Wrk.Run, _ use: CoreWatch.Use?, foreignShareMax: Double) {
        guard let summary = run.summary else { return fail("wrk가 재지 못함") }
        guard let use else { return fail("코어를 누가 썼는지 알 수 없음") }
        guard summary.answers > summary.refusals else { return fail("답이 없음") }
        // Its own time is the server's, whoever else wants the cores.
        cost = .figure(use.serverSeconds / Double(summary.answers) * 1e6)
        guard use.foreignShare <= foreignShareMax else {
            (rate, p50, p99) = (.busy, .busy, .busy)
            return
        }
        rate = .figure(summary.rate)
        p50 = .figure(Double(summary.p50US) / 1000)
        p99 = .figure(Double(summary.p99US) / 1000)
    }

    private mutating func fail(_ words: String) {
        let sample = Sample.failed(words)
        (rate, p50, p99, cost) = (sample, sample, sample, sample)
    }
}
