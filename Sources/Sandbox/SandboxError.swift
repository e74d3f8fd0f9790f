/// Why a program could not be confined. It has not run then.
public enum SandboxError: Error, Sendable, Equatable {
    /// There is no `bwrap` to execute.
    case bubblewrapMissing
    /// bubblewrap does not work here, or not for this job. `reason` is its own first line.
    case unavailable(reason: String)
    /// `uname -m` of a processor that is not supported.
    case unsupportedProcessor(String)
    /// A step before the program failed; for a mount, `step` is "mount " and its host path.
    case launch(errno: Int32, step: String)
    /// As root: as many runs as there are users for them are going on.
    case noFreeSlot
}
