import Foundation

/// A folder of one test, gone with it. Its name holds a blank and Hangul: both must do everywhere.
final class TemporaryFolder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "실 타래-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: url)
    }

    /// Writes a file, making the folders on its way, and returns its absolute path.
    @discardableResult
    func write(_ path: String, _ text: String) throws -> String {
        try write(path, Data(text.utf8))
    }

    @discardableResult
    func write(_ path: String, _ bytes: Data) throws -> String {
        let file = url.appending(path: path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try bytes.write(to: file)
        return file.path
    }
}
