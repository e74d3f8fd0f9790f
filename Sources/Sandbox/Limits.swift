/// What a job may use. All limits but `openFiles` and `fileSizeMB` hold for the whole tree of its processes.
public struct Limits: Sendable, Equatable {
    /// What happens when a stream exceeds `outputKB`.
    public enum Overflow: Sendable, Equatable {
        /// The job is ended with `Ending.outputLimit`.
        case kill
        /// The job goes on; what it writes beyond the limit is read and thrown away.
        case drain
    }

    /// Seconds from the start to the end, waiting included.
    public var wallSeconds: Double
    /// Megabytes (2^20 bytes) of anonymous and shared memory in RAM; looked at every 5 to 100 ms,
    /// more often the less is left.
    public var memoryMB: Int
    /// Seconds of user and system time, to about 20 ms.
    public var cpuSeconds: Double?
    /// Descriptors in each process.
    public var openFiles: Int
    /// Size of each file; the temporary folder holds `Sandbox.temporaryMB` in all.
    public var fileSizeMB: Int
    /// Processes and threads, in tier `full` the sandbox's own init included. In the other tiers, unless root started
    /// the job, the user's other processes count too: as many as there are at the start are added to the limit.
    public var processes: Int?
    /// Kilobytes (2^10 bytes) kept of each of stdout and stderr.
    public var outputKB: Int
    public var overflow: Overflow

    public init(
        wallSeconds: Double, memoryMB: Int, cpuSeconds: Double? = nil, openFiles: Int = 256,
        fileSizeMB: Int = 64,
        processes: Int? = nil, outputKB: Int, overflow: Overflow = .kill
    ) {
        self.wallSeconds = wallSeconds
        self.memoryMB = memoryMB
        self.cpuSeconds = cpuSeconds
        self.openFiles = openFiles
        self.fileSizeMB = fileSizeMB
        self.processes = processes
        self.outputKB = outputKB
        self.overflow = overflow
    }
}
