import ArgumentParser
import Foundation
import Glibc
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
        guard !Disk.exists(path) else {
            throw Failure(
                kind: "exists", message: "이미 있음: \(path)", suggestions: ["다른 이름으로 다시 하세요."],
                exitStatus: .badInput)
        }
        let store = try session.store(.readOnly)
        let unfinished = "\(path).part-\(getpid())"
        defer { unlink(unfinished) }
        if file.hasSuffix(".sqlite") {
            try store.export(toStore: unfinished)
        } else {
            try write(unfinished, store)
        }
        try place(unfinished, at: path)
        let report = ExportReport(file: path, attempts: try store.countAttempts())
        try session.output.write(report, asJSON: options.json)
        return .done
    }

    /// Gives the whole file its name.
    private func place(_ unfinished: String, at path: String) throws {
        chmod(unfinished, 0o600)
        // link, not rename: what came there meanwhile is not replaced.
        if link(unfinished, path) == 0 { return }
        // File systems of memory sticks know no links.
        guard errno == EPERM || errno == EOPNOTSUPP, !Disk.exists(path) else {
            throw FileError.write(path: path, errno: errno)
        }
        try Disk.move(unfinished, to: path)
    }

    private func write(_ path: String, _ store: ProgressStore) throws {
        // What a learner did is theirs.
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FileError.write(path: path, errno: errno) }
        defer { close(descriptor) }
        try store.export { text in
            var bytes = Array(text.utf8)[...]
            while !bytes.isEmpty {
                let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
                guard count >= 0 || errno == EINTR else { throw FileError.write(path: path, errno: errno) }
                bytes = bytes.dropFirst(max(0, count))
            }
        }
        guard fsync(descriptor) == 0 else { throw FileError.write(path: path, errno: errno) }
    }
}
