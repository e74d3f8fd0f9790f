/// The samples of one server, round after round.
struct Tally {
    /// nil where the server was not there any more.
    var crashes: [Crash?] = []
    private var runs: [Workload: [RunSamples]] = [:]

    mutating func add(_ samples: RunSamples, _ workload: Workload) {
        runs[workload, default: []].append(samples)
    }

    var figures: ServerFigures {
        let workloads = runs.reduce(into: [Workload: WorkloadFigures]()) { result, entry in
            let (workload, samples) = entry
            result[workload] = WorkloadFigures(
                rate: Cell(samples.map(\.rate)), p50: Cell(samples.map(\.p50)), p99: Cell(samples.map(\.p99)),
                cost: Cell(samples.map(\.cost)),
                answered: workload.closesConnections ? nil : Cell(samples.map(\.answered)))
        }
        let kept = runs[.keepAlive, default: []]
        return ServerFigures(
            workloads: workloads, restingMemory: Cell(kept.map(\.restingMemory)),
            workingMemory: Cell(kept.map(\.workingMemory)), crash: crash)
    }

    private var crash: CrashFigures {
        let there = crashes.compactMap(\.self)
        func cell(_ figure: (Crash) -> Int) -> Cell {
            Cell(crashes.map { $0.map { .figure(Double(figure($0))) } ?? .failed("서버가 답하지 않음") })
        }
        return CrashFigures(
            held: cell(\.held), lost: cell(\.lost), survived: there.count(where: \.survived),
            tried: there.count)
    }
}
