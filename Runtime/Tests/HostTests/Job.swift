import Foundation
import Synchronization

/// A job's folder with both libraries, built from `Fixtures/` once for each language mode of the grader.
struct Job {
    let folder: URL
    let learner: URL
    let grader: URL

    static let mode6 = Result { try Job(graderMode: 6) }
    static let mode5 = Result { try Job(graderMode: 5) }

    static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(
        path: "Fixtures")

    private init(graderMode: Int) throws {
        // Not below /tmp, which a test may write: the job's folder is what it must not see.
        folder = try Self.emptyFolder("sil-host-job")
        learner = try Toolchain.shared.build(
            module: "Subject",
            sources: ["Subject.swift", "SubjectWaiting.swift"].map { Self.fixtures.appending(path: $0) },
            mode: 6,
            into: folder,
            seesRuntime: false)
        grader = try Toolchain.shared.build(
            module: "Grade",
            sources: ["Grader.swift", "GraderWaiting.swift", "Entries.swift"].map {
                Self.fixtures.appending(path: $0)
            },
            mode: graderMode, into: folder, seesRuntime: true)
    }

    /// A learner's module compiled to be explored, and a grader that explores it, in `Fixtures/Scenarios`.
    static let scenarios = Result {
        try Job(exploring: fixtures.appending(path: "Scenarios"), isMarked: true)
    }
    /// The same as any other exercise is compiled.
    static let unmarkedScenarios = Result {
        try Job(exploring: fixtures.appending(path: "Scenarios"), isMarked: false)
    }

    private init(exploring sources: URL, isMarked: Bool) throws {
        folder = try Self.emptyFolder("sil-host-explore-job")
        learner = try Toolchain.shared.build(
            module: "Shared", sources: [sources.appending(path: "Shared.swift")], mode: 6, into: folder,
            seesRuntime: false, isExplored: isMarked)
        grader = try Toolchain.shared.build(
            module: "Grade",
            sources: ["Grader.swift", "Entries.swift"].map { sources.appending(path: $0) }, mode: 6,
            into: folder, seesRuntime: true)
    }

    /// A new folder that every user may enter, gone when the tests are over.
    static func emptyFolder(_ name: String) throws -> URL {
        let folder = URL(fileURLWithPath: "/var/tmp/\(name)-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
        _ = removal
        made.withLock { $0.append(folder) }
        return folder
    }

    private static let made = Mutex<[URL]>([])
    private static let removal: Void = {
        atexit {
            for folder in made.withLock({ $0 }) {
                try? FileManager.default.removeItem(at: folder)
            }
        }
    }()

    /// The number of the fixture's line that ends in `// mark`.
    static func line(_ mark: String, in file: String) throws -> Int {
        let text = try String(contentsOf: fixtures.appending(path: file), encoding: .utf8)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return (lines.firstIndex { $0.hasSuffix("// \(mark)") } ?? -1) + 1
    }
}
