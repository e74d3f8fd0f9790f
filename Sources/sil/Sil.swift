import ArgumentParser

@main
struct Sil: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "sil", abstract: "실타래")
}
