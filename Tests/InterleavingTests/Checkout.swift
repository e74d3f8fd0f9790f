import Foundation

/// Where the tests find what they drive.
enum Checkout {
    /// The repository that these sources belong to.
    static let root = (0..<3).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }

    /// The `sil` under test: `SIL_UNDER_TEST`, else the release build, else the debug build.
    static let sil: URL = {
        if let path = ProcessInfo.processInfo.environment["SIL_UNDER_TEST"] { return URL(filePath: path) }
        let release = root.appending(path: ".build/release/sil")
        let debug = root.appending(path: ".build/debug/sil")
        return FileManager.default.isExecutableFile(atPath: release.path) ? release : debug
    }()

    /// One cache for all explorations, so that the runtime is built once: `SIL_TEST_CACHE`, else a folder of this
    /// process. It lies under /var/tmp and may be passed through, since `sil` as root compiles under another user id.
    static let cache: URL = {
        if let path = ProcessInfo.processInfo.environment["SIL_TEST_CACHE"] { return URL(filePath: path) }
        let folder = URL(filePath: "/var/tmp/siltarae-cache-\(UUID().uuidString)")
        try? FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o711])
        atexit { try? FileManager.default.removeItem(at: Checkout.cache) }
        return folder
    }()
}
