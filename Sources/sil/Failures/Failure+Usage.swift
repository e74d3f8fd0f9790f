import Course
import Text

extension Failure {
    static func usage(_ kind: String, _ message: String, suggestions: [String] = []) -> Failure {
        Failure(kind: kind, message: message, suggestions: suggestions, exitStatus: .usage)
    }

    static func unknownCommand(_ name: String, in path: [ToolInfo]) -> Failure {
        let parent = path.map(\.commandName).joined(separator: " ")
        let nearest = NearestNames.of(name, among: path.last?.commands.map(\.commandName) ?? [])
        return usage(
            "unknown_command", didYouMean("모르는 명령: \(name)", nearest),
            suggestions: nearest.isEmpty ? ["\(parent) help"] : nearest.map { "\(parent) \($0)" })
    }

    /// - Parameter path: the command that was being parsed.
    init(_ failure: ParseFailure, in path: [ToolInfo]) {
        let help = ["\(path.map(\.commandName).joined(separator: " ")) --help"]
        switch failure {
        case .unknownOption(let name, let suggestion):
            let names = path.last?.options.flatMap(\.typedNames).filter { $0.hasPrefix("--") } ?? []
            let own = NearestNames.of(name, among: names)
            let nearest = own.isEmpty ? [suggestion].compactMap(\.self) : own
            self = .usage(
                "unknown_option", Failure.didYouMean("모르는 옵션: \(name)", nearest),
                suggestions: nearest.isEmpty ? help : nearest)
        case .missingValue(let option):
            self = .usage("missing_value", "\(option) 뒤에 값이 없음", suggestions: help)
        case .unexpectedValue(let option, let value):
            self = .usage(
                "unexpected_value", "\(Particle.topic(option)) 값을 받지 않음: \(value)", suggestions: help)
        case .unexpectedArguments(let arguments):
            self = .usage(
                "unexpected_argument", "받을 수 없는 인자: \(arguments.joined(separator: ", "))", suggestions: help)
        case .conflict(let option, let other):
            self = .usage("conflict", "함께 쓸 수 없는 옵션: \(other), \(option)", suggestions: help)
        case .missingArgument(let names):
            self = .usage("missing_argument", "빠진 인자: \(names.joined(separator: ", "))", suggestions: help)
        case .invalidValue(let value, let name, let allowed):
            let place = name.map { "\($0)에 " } ?? ""
            self = .usage(
                "invalid_value",
                "\(place)맞지 않는 값: \(value)"
                    + (allowed.isEmpty ? "" : ". 쓸 수 있는 값: \(allowed.joined(separator: ", "))"),
                suggestions: allowed.isEmpty ? help : NearestNames.of(value, among: allowed))
        case .invalidOption(let name):
            self = .usage("invalid_option", "옵션 꼴이 아님: \(name)", suggestions: help)
        case .missingCommand:
            self = .usage("missing_command", "명령이 없음", suggestions: help)
        case .unsupportedShell(let name):
            self = .usage(
                "unsupported_shell", name.map { "자동 완성을 만들 수 없는 셸: \($0)" } ?? "어떤 셸인지 알 수 없음",
                suggestions: ["bash", "zsh", "fish"].map { "sil --generate-completion-script \($0)" })
        case .invalid(let message):
            self = .usage("invalid_arguments", message, suggestions: help)
        case .other(let message):
            self = .usage("usage", "명령을 이해할 수 없음: \(message)", suggestions: help)
        }
    }

    static func didYouMean(_ message: String, _ nearest: [String]) -> String {
        nearest.first.map { "\(message). 혹시 \($0)?" } ?? message
    }
}
