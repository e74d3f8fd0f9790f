/// A job that is over: nothing it started is left.
public struct Finished: Sendable, Equatable {
    public var ending: Ending
    /// The first `Limits.outputKB` of stdout.
    public var output: [UInt8]
    /// The first `Limits.outputKB` of stderr.
    public var errors: [UInt8]
    /// Whether either of them was longer.
    public var outputWasCut: Bool
    /// From the start until nothing was left.
    public var wallSeconds: Double
    /// User and system time of everything that ran, the sandbox's own preparation (about 3 ms) included.
    public var cpuSeconds: Double
    /// The most that was seen while looking; 0 if the job was over before the first look.
    public var peakMemoryMB: Int
    /// Set if bubblewrap refused the job after its start (a mount point that cannot be made, a program that is
    /// not there): the program never ran, and `ending` is bubblewrap's.
    public var failure: SandboxError?
    /// Processes that were killed and still not gone after twenty seconds. Only a process that hangs in the kernel,
    /// on a dead disk say, makes this more than 0.
    public var strayProcesses: Int
}
