import ArgumentParser
import Progress
import Reporting

/// `sil export FILE`.
struct ExportCommand: Action {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "기록 전부를 파일 하나로 내보냄",
        discussion: "이름이 .json으로 끝나면 JSON, .sqlite로 끝나면 SQLite 파일로 씀. 있는 파일은 덮어쓰지 않음.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: ArgumentHelp("새로 쓸 파일: 이름.json이나 이름.sqlite", valueName: "파일"), completion: .file())
    var file: String

    func validate() throws {
        guard file.hasSuffix(".json") || file.hasSuffix(".sqlite") else {
            throw ValidationError("어떤 꼴로 쓸지 알 수 없음: \(file). 이름을 .json이나 .sqlite로 끝내세요")
        }
    }

    func run(in session: Session) async throws -> ExitStatus {
        let path = Disk.absolute(file, from: session.surroundings.currentDirectory)
        let new = try NewFile(path)
        let store = try session.store(.readOnly)
        if file.hasSuffix(".sqlite") {
            try new.make { try store.export(toStore: $0) }
        } else {
            try new.write { put in try store.export(put) }
        }
        let report = ExportReport(file: path, attempts: try store.countAttempts())
        try session.output.write(report, asJSON: options.json)
        return .done
    }
}
