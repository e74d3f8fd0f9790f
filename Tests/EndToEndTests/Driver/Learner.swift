import Foundation
import Testing

/// Somebody who uses `sil` for the first time: an empty home, a folder to stand in, the shared cache.
final class Learner {
    private let folder: TemporaryFolder
    /// `SIL_HOME`: where progress is kept.
    let home: URL
    /// Where commands run unless told otherwise.
    let desk: URL
    /// Added to, or put in place of, what the commands get as environment.
    var environment: [String: String] = [:]
    /// How long one command may take: the first grading builds the runtime.
    var deadline: Duration = .seconds(240)

    init() throws {
        folder = try TemporaryFolder()
        home = folder.url.appending(path: "home")
        desk = folder.url.appending(path: "desk")
        try FileManager.default.createDirectory(at: desk, withIntermediateDirectories: true)
    }

    var store: URL { home.appending(path: "progress.sqlite") }

    /// Runs `sil` (or another program) as this learner.
    func sil(
        _ arguments: String..., in place: URL? = nil, streams: SilProcess.Streams = .pipes,
        executable: URL? = nil
    ) throws -> SilProcess.Result {
        try sil(arguments, in: place, streams: streams, executable: executable)
    }

    func sil(
        _ arguments: [String], in place: URL? = nil, streams: SilProcess.Streams = .pipes,
        executable: URL? = nil
    ) throws -> SilProcess.Result {
        try SilProcess(
            executable: (executable ?? Checkout.sil).path, arguments: arguments, environment: fullEnvironment,
            currentFolder: place ?? desk, streams: streams, deadline: deadline
        ).run()
    }

    /// Runs a line of bash with `$SIL` set to the program under test.
    func shell(_ line: String, in place: URL? = nil) throws -> SilProcess.Result {
        try SilProcess(
            executable: "/bin/bash", arguments: ["-c", line],
            environment: fullEnvironment.merging(["SIL": Checkout.sil.path]) { _, new in new },
            currentFolder: place ?? desk
        ).run()
    }

    private var fullEnvironment: [String: String] {
        let inherited = ProcessInfo.processInfo.environment
        var result = ["LANG": "C.UTF-8", "TERM": "xterm-256color", "SIL_HOME": home.path]
        result["SIL_CACHE"] = Checkout.cache.path
        for name in ["PATH", "HOME", "TMPDIR"] { result[name] = inherited[name] }
        return result.merging(environment) { _, new in new }
    }

    /// Makes a workspace `w` on the desk and starts exercises in it.
    func workspace(starting slugs: String...) throws -> URL {
        let made = try sil("init", "w")
        try #require(made.status == 0, "\(made.stderr)")
        let workspace = desk.appending(path: "w")
        for slug in slugs {
            let started = try sil("start", slug, in: workspace)
            try #require(started.status == 0, "\(started.stderr)")
        }
        return workspace
    }

    /// Bytes of everything this learner keeps on disk.
    func bytesKept() throws -> Int {
        guard let files = FileManager.default.enumerator(atPath: home.path) else { return 0 }
        return files.reduce(0) { total, file in
            let path = home.appending(path: "\(file)").path
            let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size]) as? Int
            return total + (size ?? 0)
        }
    }
}
