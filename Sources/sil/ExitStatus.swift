/// What the exit status of `sil` says.
enum ExitStatus: Int32 {
    /// Done, or graded and passed.
    case done = 0
    /// Graded and not passed, or a check that found faults.
    case notPassed = 1
    case usage = 64
    /// A course, a submission or an archive that cannot be used.
    case badInput = 65
    /// A needed tool, or a place to write, is missing.
    case unavailable = 69
    /// Our own fault; never held against the learner.
    case ownFault = 70
    case interrupted = 130
}
