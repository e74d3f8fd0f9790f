import ArgumentParser
import Progress
import Reporting
import Signing

/// `sil portfolio [write] FILE`.
struct PortfolioWriteCommand: Action {
    static let configuration = CommandConfiguration(
        commandName: "write", abstract: "지금까지의 성과를 서명해 새 파일로 씀 (write는 적지 않아도 됨)",
        discussion: "연습마다 판정, 점수, 시도, 통과한 코드의 해시, 채점기, 때를 담음. 있는 파일은 덮어쓰지 않음.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: ArgumentHelp("새로 쓸 파일", valueName: "파일"), completion: .file())
    var file: String

    @Option(help: ArgumentHelp("파일에 적을 이름", valueName: "이름"))
    var name: String?

    func run(in session: Session) async throws -> ExitStatus {
        let course = try session.course()
        let directory = session.surroundings.currentDirectory
        let new = try NewFile(Disk.absolute(file, from: directory))
        let portfolio = try session.store(.readOnly).portfolio(
            of: course, name: name, tool: "sil \(Release.version)")
        let secret = try InstallationSecret.bytes(
            at: Disk.absolute(session.places.home, from: directory))
        let document = try SignedDocument(portfolio.text(), by: SigningKey(secret: secret))
        try new.write { try $0(document.text) }
        try session.output.write(
            PortfolioReport(.written, file: new.path, key: document.fingerprint, portfolio),
            asJSON: options.json)
        return .done
    }
}
