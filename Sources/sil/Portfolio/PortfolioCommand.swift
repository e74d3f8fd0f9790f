import ArgumentParser

/// `sil portfolio FILE` and `sil portfolio verify FILE`.
struct PortfolioCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "portfolio", abstract: "성과를 서명해 파일로 넘겨줌, 받은 것을 확인함",
        discussion: "서명은 이 설치가 쓴 뒤로 파일이 바뀌지 않았음을 보임. 누가 풀었는지는 보이지 못함.",
        subcommands: [PortfolioWriteCommand.self, PortfolioVerifyCommand.self],
        defaultSubcommand: PortfolioWriteCommand.self)
}
