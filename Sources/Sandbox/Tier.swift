/// How much stands between a program and the machine. Named in every verdict.
public enum Tier: String, Sendable, CaseIterable {
    /// Namespaces of its own for everything, by bubblewrap.
    case full
    /// No namespaces: Landlock, seccomp and limits.
    case reduced
    /// Limits only; never without being asked for.
    case none
}
