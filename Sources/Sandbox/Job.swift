/// A program to run confined. Its standard input is empty.
public struct Job: Sendable {
    /// Path inside.
    public var program: String
    public var arguments: [String]
    /// Added to `baseEnvironment`, and stronger. Nothing else of the caller's environment is seen inside.
    public var environment: [String: String]
    /// Beside the system's own files, in this order.
    public var mounts: [Mount]
    /// Path inside.
    public var workingDirectory: String
    public var limits: Limits
    /// A stream socket between caller and program: descriptor `channelDescriptor` inside, `Confined.channel`
    /// outside.
    public var hasChannel: Bool

    /// TZ because without it Foundation compares the whole time zone database at start (18 ms); no backtraces
    /// because a crash would start another program (16 ms).
    public static let baseEnvironment = [
        "TZ": "UTC", "LANG": "C.UTF-8", "HOME": "/tmp", "PATH": "/usr/bin", "SWIFT_BACKTRACE": "enable=no",
    ]
    /// The number of the channel's descriptor inside.
    public static let channelDescriptor: Int32 = 3

    public init(
        program: String, arguments: [String] = [], environment: [String: String] = [:], mounts: [Mount] = [],
        workingDirectory: String = "/tmp", limits: Limits, hasChannel: Bool = false
    ) {
        self.program = program
        self.arguments = arguments
        self.environment = environment
        self.mounts = mounts
        self.workingDirectory = workingDirectory
        self.limits = limits
        self.hasChannel = hasChannel
    }
}
