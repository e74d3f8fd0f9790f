import ArgumentParser
import Terminal

/// The root: `sil` without a command is the home screen.
struct Sil: Action {
    static let configuration = CommandConfiguration(
        commandName: "sil", abstract: "실타래: 서버가 어떻게 움직이는지 읽고 풀며 배움", version: Release.description,
        subcommands: CommandGroup.all.flatMap(\.commands))

    @OptionGroup var options: GlobalOptions

    func run(in session: Session) async throws -> ExitStatus {
        guard session.output.isTerminal || options.json else {
            try session.output.write(HelpPage(of: [ToolInfo.ofSil()]).lines(width: session.output.width))
            return .done
        }
        // On a terminal a learner wants to go on, not to read a manual.
        if !options.json, session.surroundings.canPage, FullScreen.hasKeyboard {
            return try await LiveHome(session: session).run()
        }
        var status = StatusCommand()
        status.options = options
        return try await status.run(in: session)
    }
}
