import Foundation

/// Where the tests find what they drive.
enum Checkout {
    /// The repository: `SIL_CHECKOUT` (a copy for another user), else the one these sources belong to.
    static let root: URL = {
        if let path = ProcessInfo.processInfo.environment["SIL_CHECKOUT"] { return URL(filePath: path) }
        return (0..<4).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }
    }()

    /// The `sil` under test: `SIL_UNDER_TEST`, else the release build, else the debug build.
    static let sil: URL = {
        if let path = ProcessInfo.processInfo.environment["SIL_UNDER_TEST"] { return URL(filePath: path) }
        let release = root.appending(path: ".build/release/sil")
        let debug = root.appending(path: ".build/debug/sil")
        return FileManager.default.isExecutableFile(atPath: release.path) ? release : debug
    }()

    /// One cache for all tests, so that the runtime is built once: `SIL_TEST_CACHE`, else a folder of this process.
    /// It lies under /var/tmp and may be passed through, since `sil` as root grades under another user id.
    static let cache: URL = {
        if let path = ProcessInfo.processInfo.environment["SIL_TEST_CACHE"] { return URL(filePath: path) }
        let folder = URL(filePath: "/var/tmp/siltarae-cache-\(UUID().uuidString)")
        try? FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o711])
        atexit { try? FileManager.default.removeItem(at: Checkout.cache) }
        return folder
    }()

    /// Whether `Scripts/test --long` is running.
    static let isLong = ProcessInfo.processInfo.environment["SIL_TEST_LONG"]?.isEmpty == false

    /// Slugs of the course in the checkout.
    static let exercises: [String] = {
        let folder = root.appending(path: "Exercises").path
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { FileManager.default.fileExists(atPath: "\(folder)/\($0)/exercise.yml") }
            .sorted()
    }()

    /// The Swift files in `Exercises/SLUG/FOLDER`, in the order of their names.
    static func files(of exercise: String, in folder: String) throws -> [String] {
        let path = root.appending(path: "Exercises/\(exercise)/\(folder)").path
        let names = try FileManager.default.contentsOfDirectory(atPath: path)
        return names.filter { $0.hasSuffix(".swift") }.sorted().map { "\(path)/\($0)" }
    }
}
