/// Why there is no answer. Only other programs read this, so it is said in English.
enum RequestError: Error {
    case unknownCommand(String)
    case unknownOption(String)
    case missingValue(option: String)
    case missingOption(String)
    case noFiles
    case unreadable(path: String, errno: Int32)
    case tooBig(path: String, limit: Int)
    case malformedRules(reason: String)

    var status: ExitStatus {
        switch self {
        case .unknownCommand, .unknownOption, .missingValue, .missingOption, .noFiles: .usage
        case .unreadable, .tooBig, .malformedRules: .unusableInput
        }
    }

    var message: String {
        switch self {
        case .unknownCommand(let name): "no command '\(name)': facts, stage, rules or mutate"
        case .unknownOption(let name): "no option '\(name)' here"
        case .missingValue(let option): "'\(option)' needs a value"
        case .missingOption(let option): "'\(option)' is missing"
        case .noFiles: "no file is named"
        case .unreadable(let path, let errno): "\(path): cannot be read (errno \(errno))"
        case .tooBig(let path, let limit): "\(path): over \(limit) bytes"
        case .malformedRules(let reason): "the rules are malformed: \(reason)"
        }
    }
}
