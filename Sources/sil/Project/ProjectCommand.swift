import ArgumentParser

/// `sil project …`: what is done with the final project as a whole.
struct ProjectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "project", abstract: "마무리 과제: 내 서버들을 나란히 재어 봄", subcommands: [ProjectReportCommand.self])
}
