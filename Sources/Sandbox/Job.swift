/// A program to run confined. Its standard input is empty.
public struct Job: Sendable {
    /// Path inside; where `Sandbox.path(of:)` differs from `Mount.inside`, path on the host.
    public var program: String
    public var arguments: [String]
    /// Added to `baseEnvironment`, and stronger. Nothing else of the caller's environment is seen inside.
    public var environment: [String: String]
    /// Beside the system's own files, in this order.
    public var mounts: [Mount]
    /// Path as for `program`; nil for the run's temporary folder.
    public var workingDirectory: String?
    public var limits: Limits
    /// A stream socket between caller and program: descriptor `channelDescriptor` inside, `Confined.channel`
    /// outside.
    public var hasChannel: Bool
    /// Descriptors of the caller that the program gets, each at a number of its own of `descriptorNumbers`. They are
    /// copied during `start`; the caller keeps its own.
    public var descriptors: [(from: Int32, to: Int32)]
    /// In tier `reduced`, where there is no network of the job's own: TCP sockets may listen at ports that the kernel
    /// chooses, none may connect. In tier
    /// `full` every job has a network of its own and needs no leave.
    public var mayUseSockets: Bool

    /// TMPDIR and HOME besides, where /tmp is not the job's own. TZ because without it Foundation compares the whole time zone database at start (18 ms); no backtraces
    /// because a crash would start another program (16 ms).
    public static let baseEnvironment = [
        "TZ": "UTC", "LANG": "C.UTF-8", "HOME": "/tmp", "PATH": "/usr/bin", "SWIFT_BACKTRACE": "enable=no",
    ]
    /// The number of the channel's descriptor inside.
    public static let channelDescriptor: Int32 = 3
    /// Numbers of `descriptors` inside.
    public static let descriptorNumbers: ClosedRange<Int32> = 4...63

    public init(
        program: String, arguments: [String] = [], environment: [String: String] = [:], mounts: [Mount] = [],
        workingDirectory: String? = nil, limits: Limits, hasChannel: Bool = false,
        descriptors: [(from: Int32, to: Int32)] = [], mayUseSockets: Bool = false
    ) {
        self.program = program
        self.arguments = arguments
        self.environment = environment
        self.mounts = mounts
        self.workingDirectory = workingDirectory
        self.limits = limits
        self.hasChannel = hasChannel
        self.descriptors = descriptors
        self.mayUseSockets = mayUseSockets
    }
}
