/// What keeps a submission from being graded at all, as data. None of it is ever held against the learner.
public enum GradingError: Error, Sendable, Equatable {
    /// No `swiftc` was found on PATH.
    case toolchainMissing
    /// The compiler answered, but not as a usable toolchain.
    case toolchainUnusable(path: String, reason: String)
    /// A program that the toolchain should hold is not there.
    case toolMissing(path: String)
    /// The sources of the runtime (`Runtime/`) were not found near the executable, nor where SIL_RUNTIME points.
    case runtimeSourcesMissing(searched: [String])
    /// Building the runtime failed; `output` holds the last lines of the build.
    case runtimeBuildFailed(output: String)
    /// The cache folder cannot be made or written.
    case cacheUnusable(path: String, errno: Int32)
    /// The exercise's tests speak to the submission over a network of its own, which only tier `full` has.
    case needsNetwork(exercise: String)
    /// The cache cannot be emptied while another process uses it.
    case cacheInUse(path: String)
    /// The exercise has no `Grader/*.swift`.
    case noGrader(exercise: String)
    /// A file the learner named cannot be read: it is not there, not a regular file, or not permitted.
    case unreadable(path: String, errno: Int32)
    /// Two files of one submission have the same name.
    case duplicateName(String)
    /// Nothing to grade was given.
    case emptySubmission
    /// Files of one program are written in two languages.
    case mixedLanguages(swift: String, c: String)
    /// A file that cannot be part of a program to be explored.
    case unusableProgram(name: String, ExploredProgram.Fault)
    /// The explorer ended before it had told all; `output` holds its last words.
    case explorationBroken(output: String)
}
