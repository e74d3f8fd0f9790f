import Foundation

/// The explorer's two archives, made once for all tests of a run as `sil` makes them: by clang, from the sources.
struct Archives {
    static let made = Result { try Archives() }

    /// Where all files of these tests lie.
    let folder: URL

    static let modules = ["CInterpose", "CInterleave"]

    var paths: [String] { Self.modules.map { folder.appending(path: "lib\($0).a").path } }

    private init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "interpose-\(UUID().uuidString)")
        let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources")
        let includes = Self.modules.flatMap { ["-I", sources.appending(path: "\($0)/include").path] }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        RemovedAtExit.add(folder)
        for module in Self.modules {
            let files = try FileManager.default.contentsOfDirectory(
                at: sources.appending(path: module), includingPropertiesForKeys: nil
            ).filter { ["c", "S"].contains($0.pathExtension) }
            var objects: [String] = []
            for file in files {
                let object = folder.appending(path: "\(module)-\(file.lastPathComponent).o").path
                try Toolchain.current.run(
                    "clang", ["-O2", "-g", "-fPIC"] + includes + ["-c", file.path, "-o", object])
                objects.append(object)
            }
            try Toolchain.current.run(
                "llvm-ar", ["rcs", folder.appending(path: "lib\(module).a").path] + objects)
        }
    }
}

/// Folders that go when the tests are over.
enum RemovedAtExit {
    nonisolated(unsafe) private static var folders: [URL] = []

    /// Not thread-safe: called from the one initialiser of `Archives`.
    static func add(_ folder: URL) {
        if folders.isEmpty { atexit { RemovedAtExit.removeAll() } }
        folders.append(folder)
    }

    private static func removeAll() {
        for folder in folders { try? FileManager.default.removeItem(at: folder) }
    }
}
