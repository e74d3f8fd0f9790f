import ArgumentParser
import Glibc
import Progress
import Reporting

/// `sil import FILE`.
struct ImportCommand: Action {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "sil export가 쓴 기록을 더함",
        discussion: "있는 기록은 그대로 두고 없는 것만 더함. 여러 번 해도 한 번 한 것과 같음. 고장 난 파일이면 아무것도 더하지 않음.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: ArgumentHelp("sil export가 쓴 파일", valueName: "파일"), completion: .file())
    var file: String

    func run(in session: Session) async throws -> ExitStatus {
        let path = Disk.absolute(file, from: session.surroundings.currentDirectory)
        guard Disk.isFile(path), access(path, R_OK) == 0 else {
            throw FileError.read(
                path: path, errno: Disk.isFolder(path) ? EISDIR : errno == 0 ? ENOENT : errno)
        }
        let counts = try session.store().importArchive(at: path)
        try session.output.write(ImportReport(file: path, counts: counts), asJSON: options.json)
        return .done
    }
}
