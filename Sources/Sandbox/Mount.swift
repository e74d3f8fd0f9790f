/// A file or folder of the host that can be seen inside.
public struct Mount: Sendable, Equatable {
    /// Path on the host. The user of the run must be able to reach it: as root that is not root.
    public var host: String
    /// Path inside, where the tier has mounts: see `Sandbox.path(of:)`.
    public var inside: String
    public var isWritable: Bool

    public init(host: String, inside: String, isWritable: Bool) {
        self.host = host
        self.inside = inside
        self.isWritable = isWritable
    }

    /// Visible inside, at the same path unless another is given; every write fails.
    public static func readOnly(_ host: String, at inside: String? = nil) -> Mount {
        Mount(host: host, inside: inside ?? host, isWritable: false)
    }

    /// Visible and writable inside. As root, `Sandbox.start` gives the folder itself (not what is in it) to the
    /// user of the run.
    public static func writable(_ host: String, at inside: String? = nil) -> Mount {
        Mount(host: host, inside: inside ?? host, isWritable: true)
    }
}
