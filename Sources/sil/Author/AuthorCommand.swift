import ArgumentParser

/// `sil author`: what instructors do.
struct AuthorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "author", abstract: "과정을 쓰는 사람이 쓰는 명령",
        subcommands: [AuthorNewCommand.self, AuthorCheckCommand.self, AuthorPreviewCommand.self])
}
