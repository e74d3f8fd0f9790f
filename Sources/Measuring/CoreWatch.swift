import Glibc

/// Who used the cores between two moments: what remains after the server, the load and this process is others' work, and
/// then a figure says as much about them as about the server.
struct CoreWatch {
    private let machine: ProcessorTime.Machine
    private let server: Double
    private let own: Double

    /// nil where /proc/stat cannot be read.
    init?(server processes: [Int32]) {
        guard let machine = ProcessorTime.Machine.now() else { return nil }
        self.machine = machine
        server = ProcessorTime.seconds(of: processes)
        own = ProcessorTime.own()
    }

    struct Use {
        /// The share of all cores' time that others took, from 0 to 1.
        var foreignShare: Double
        /// Processor time of the server, in seconds.
        var serverSeconds: Double
    }

    /// Since then.
    ///
    /// - Parameter loadSeconds: processor time that the load had.
    func use(server processes: [Int32], loadSeconds: Double) -> Use? {
        guard let now = ProcessorTime.Machine.now() else { return nil }
        let serverSeconds = max(0, ProcessorTime.seconds(of: processes) - server)
        let ours = serverSeconds + ProcessorTime.own() - own + loadSeconds
        let foreign = Self.foreignShare(
            all: Double(now.all - machine.all), busy: Double(now.busy - machine.busy),
            ours: ours * ProcessorTime.ticksPerSecond)
        return foreign.map { Use(foreignShare: $0, serverSeconds: serverSeconds) }
    }

    /// - Parameters: in one unit.
    static func foreignShare(all: Double, busy: Double, ours: Double) -> Double? {
        guard all > 0 else { return nil }
        return min(1, max(0, busy - max(0, ours)) / all)
    }

    /// Waits until the cores are as good as idle, looking a tenth of a second at a time.
    ///
    /// - Returns: seconds that it took, at most about `patience`.
    static func waitForQuiet(below share: Double, patience: Double) -> Double {
        let began = ContinuousClock.now
        func waited() -> Double { (ContinuousClock.now - began) / .seconds(1) }
        while waited() < patience {
            guard let watch = CoreWatch(server: []) else { break }
            usleep(100_000)
            guard let foreign = watch.use(server: [], loadSeconds: 0)?.foreignShare, foreign > share else {
                break
            }
        }
        return waited()
    }
}
