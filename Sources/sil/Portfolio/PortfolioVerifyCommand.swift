import ArgumentParser
import Glibc
import Progress
import Reporting
import Signing

/// `sil portfolio verify FILE`.
struct PortfolioVerifyCommand: Action {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "받은 성과가 서명한 그대로인지 확인하고 보임",
        discussion: "맞으면 0, 아니면 65로 끝남. 아무것도 쓰지 않음.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: ArgumentHelp("sil portfolio가 쓴 파일", valueName: "파일"), completion: .file())
    var file: String

    @Option(help: ArgumentHelp("이 지문을 가진 열쇠가 서명했어야 함", valueName: "지문"))
    var key: String?

    func run(in session: Session) async throws -> ExitStatus {
        let path = Disk.absolute(file, from: session.surroundings.currentDirectory)
        let document = try SignedDocument(bytes: Self.bytes(of: path))
        let wanted = key.map { $0.lowercased().filter { !$0.isWhitespace } }
        guard wanted == nil || wanted == document.fingerprint else {
            throw Failure.otherKey(document.fingerprint)
        }
        let portfolio = try Portfolio(text: document.content)
        try session.output.write(
            PortfolioReport(.verified, file: path, key: document.fingerprint, portfolio),
            asJSON: options.json)
        return .done
    }

    /// No more of a file than tells that it is too large.
    private static func bytes(of path: String) throws -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw FileError.read(path: path, errno: errno) }
        defer { close(descriptor) }
        guard Disk.isFile(path) else {
            throw FileError.read(path: path, errno: Disk.isFolder(path) ? EISDIR : EINVAL)
        }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        let capacity = buffer.count
        while bytes.count <= SignedDocument.bytesMax {
            let count = read(descriptor, &buffer, capacity)
            guard count >= 0 || errno == EINTR else { throw FileError.read(path: path, errno: errno) }
            if count == 0 { break }
            bytes += buffer.prefix(max(0, count))
        }
        return bytes
    }
}
