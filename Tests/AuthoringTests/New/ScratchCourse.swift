import Authoring
import Course
import Foundation

/// A folder of one test in which courses are made; gone with it.
final class ScratchCourse {
    let root: String

    init() throws {
        root =
            FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
            .appending(path: "새 과정-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    }

    deinit {
        _ = try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: root)
        try? FileManager.default.removeItem(atPath: root)
    }

    static let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appending(path: "../../..").standardized.path

    static func templates() throws -> Templates { try Templates(besideRuntime: checkout + "/Runtime") }

    /// An empty course, made as an author makes it.
    static func made() throws -> ScratchCourse {
        let scratch = try ScratchCourse()
        _ = try NewCourse(id: "시험", title: "시험 과정").make(at: scratch.root, from: templates())
        return scratch
    }

    func course() throws -> Course { try Course(at: root) }

    func read(_ path: String) throws -> String {
        try String(contentsOfFile: "\(root)/\(path)", encoding: .utf8)
    }

    func write(_ path: String, _ text: String) throws {
        let folder = URL(fileURLWithPath: "\(root)/\(path)").deletingLastPathComponent().path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(root)/\(path)"))
    }

    /// Every file and folder, hidden ones too, by its path.
    func everything() -> [String] {
        (FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []).sorted()
    }
}
