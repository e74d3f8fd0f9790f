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
    /// A test child could not load a library or find its test: `learner: …`, `grader: …`, `entry: …`.
    case test(String)
    /// Processes of a test were still there after the host had killed them for two seconds.
    case unkillable

    var description: String {
        switch self {
        case .usage: "usage: sil-host CHANNEL_FD"
        case .system(let what, let code): "\(what): errno \(code)"
        case .canary(let what): "canary: \(what)"
        case .threads(let count): "threads: \(count) before the first fork"
        case .badOrder(let error): "order: \(error)"
        case .notConfined: "confinement: a test's process could not be locked down"
        case .test(let what): what
        case .unkillable: "sweep: processes of a test could not be ended"
        }
    }
}
