/// Why the host cannot go on. Its text goes to `sil` as the `what` of a record `fault`.
enum HostFault: Error, CustomStringConvertible {
    case usage
    case system(what: String, code: Int32)
    /// XCTest did not see a failure where one was, or saw one where none was.
    case canary(String)
    case threads(Int)
    case badOrder(RecordError)
    /// A test child could not give up its rights. No learner code ran.
    case notConfined
    /// The machine itself ran out of memory and killed a test: that is not the test's doing.
    case machineMemory
    /// A test child could not load a library or find its test: `learner: …`, `grader: …`, `entry: …`.
    case test(String)
    /// Processes of a test were still there after the host had killed them for two seconds.
    case unkillable

    var description: String {
        switch self {
        case .usage: "usage: sil-host CHANNEL_FD [JOB_FOLDER]"
        case .system(let what, let code): "\(what): errno \(code)"
        case .canary(let what): "canary: \(what)"
        case .threads(let count): "threads: \(count) before the first fork"
        case .badOrder(let error): "order: \(error)"
        case .notConfined: "confinement: a test's process could not be locked down"
        case .machineMemory: "memory: the machine ran out of memory and ended a test"
        case .test(let what): what
        case .unkillable: "sweep: processes of a test could not be ended"
        }
    }
}
