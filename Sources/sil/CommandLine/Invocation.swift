/// What a command line is about, seen before the parser sees it: which command, whether help, and a command that does
/// not exist. The parser has no Korean for these.
struct Invocation {
    /// From the root to the command that is meant; never empty.
    private(set) var path: [ToolInfo]
    private(set) var wantsHelp = false
    private(set) var unknownCommand: String?

    /// What only the parser knows how to answer.
    private static let builtIn = [
        "--generate-completion-script", "---completion", "--experimental-dump-help",
    ]

    init(_ arguments: [String], tool: ToolInfo) {
        path = [tool]
        var rest = Invocation.flags(of: arguments)[...]
        guard !rest.contains(where: { argument in Invocation.builtIn.contains { argument.hasPrefix($0) } })
        else {
            return
        }
        wantsHelp = Invocation.asksForHelp(arguments)
        while let argument = rest.popFirst() {
            if argument.hasPrefix("-") {
                if takesValue(argument) { rest = rest.dropFirst() }
                continue
            }
            if argument == "help", path.count == 1 {
                wantsHelp = true
                continue
            }
            guard let command = path.last, !command.commands.isEmpty else { continue }
            guard let next = command.commands.first(where: { $0.commandName == argument }) else {
                let unnamed = command.commands.first { $0.commandName == command.defaultSubcommand }
                if let unnamed {
                    path.append(unnamed)
                    continue
                }
                unknownCommand = argument
                wantsHelp = false
                return
            }
            path.append(next)
        }
    }

    /// Arguments before `--`, behind which nothing is an option.
    static func flags(of arguments: [String]) -> [String] { Array(arguments.prefix { $0 != "--" }) }

    static func asksForHelp(_ arguments: [String]) -> Bool {
        flags(of: arguments).contains { $0 == "--help" || $0 == "-h" }
    }

    private func takesValue(_ argument: String) -> Bool {
        guard !argument.contains("=") else { return false }
        return path.contains { command in
            command.options.contains { $0.takesValue && $0.typedNames.contains(argument) }
        }
    }
}
