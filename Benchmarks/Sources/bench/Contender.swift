import Foundation

/// One way to a verdict, prepared once and then measured round by round.
protocol Contender {
    var name: String { get }
    /// Puts this round's edit in place; not measured.
    func edit(_ edit: Exercise.Edit, round: Int) throws
    /// From the edited file to the verdict.
    func verdict(after edit: Exercise.Edit) throws -> Command.Cost
}

/// `swift test` in an equal package: the learner's module, and the grader as its XCTest target.
struct SwiftPMTwin: Contender {
    let name = "swift test"
    private let exercise: Exercise
    private let folder: URL
    private let swift: String

    init(_ exercise: Exercise, in folder: URL, swift: String) throws {
        self.exercise = exercise
        self.folder = folder
        self.swift = swift
        let module = exercise.module
        try exercise.writeSources(to: folder.appending(path: "Sources/\(module)"))
        let tests = folder.appending(path: "Tests/\(module)Tests")
        try FileManager.default.createDirectory(at: tests, withIntermediateDirectories: true)
        for (name, text) in exercise.graders {
            try text.write(to: tests.appending(path: name), atomically: false, encoding: .utf8)
        }
        let manifest = """
            // swift-tools-version: 6.1
            import PackageDescription

            let package = Package(
                name: "Twin",
                targets: [
                    .target(name: "\(module)"),
                    .testTarget(name: "\(module)Tests", dependencies: ["\(module)"]),
                ])

            """
        try manifest.write(to: folder.appending(path: "Package.swift"), atomically: false, encoding: .utf8)
    }

    func edit(_ edit: Exercise.Edit, round: Int) throws {
        try exercise.edit(edit, in: folder.appending(path: "Sources/\(exercise.module)"), round: round)
    }

    func verdict(after edit: Exercise.Edit) throws -> Command.Cost { try run([swift, "test"]) }

    /// From nothing built to the verdict.
    func coldVerdict() throws -> Command.Cost {
        try? FileManager.default.removeItem(at: folder.appending(path: ".build"))
        return try run([swift, "build", "--build-tests"]) + run([swift, "test"])
    }

    private func run(_ words: [String]) throws -> Command.Cost {
        try Command(words: words, folder: folder).run(log: folder.appending(path: "log.txt"))
    }
}

/// `sil submit` in a learner's workspace, recorded like any other attempt.
struct Sil: Contender {
    let name = "sil submit"
    private let exercise: Exercise
    private let folder: URL
    private let sil: String
    private let course: URL

    init(_ exercise: Exercise, in folder: URL, sil: String, course: URL) throws {
        self.exercise = exercise
        self.folder = folder
        self.sil = sil
        self.course = course
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        // sil as root grades under another user id, which must be able to pass through to the cache.
        for place in [folder, cache] {
            try FileManager.default.createDirectory(
                at: place, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o711])
        }
        try command([sil, "init", "w", "--course", course.path], in: folder).run(log: log)
        try start(exercise)
    }

    private var cache: URL { folder.appending(path: "cache") }
    private var log: URL { folder.appending(path: "log.txt") }
    private var workspace: URL { folder.appending(path: "w") }

    private func start(_ exercise: Exercise) throws {
        try command([sil, "start", exercise.slug], in: workspace).run(log: log)
        let target = workspace.appending(path: "Sources/\(exercise.module)")
        for file in try FileManager.default.contentsOfDirectory(atPath: target.path) {
            try FileManager.default.removeItem(at: target.appending(path: file))
        }
        try exercise.writeSources(to: target)
    }

    private func command(_ words: [String], in place: URL) -> Command {
        var environment = ProcessInfo.processInfo.environment
        environment["SIL_HOME"] = folder.appending(path: "home").path
        environment["SIL_CACHE"] = cache.path
        return Command(words: words, folder: place, environment: environment)
    }

    func edit(_ edit: Exercise.Edit, round: Int) throws {
        try exercise.edit(edit, in: workspace.appending(path: "Sources/\(exercise.module)"), round: round)
    }

    func verdict(after edit: Exercise.Edit = .body) throws -> Command.Cost {
        try command(
            [workspace.appending(path: "sil").path, "submit", exercise.slug, "--json"], in: workspace
        )
        .run(log: log)
    }

    /// The first verdict when the runtime is built, but no module, plan or grader was ever compiled.
    func firstVerdictAfterRuntime() throws -> Command.Cost {
        for folder in ["modules", "graders", "plans", "toolchains"] {
            try? FileManager.default.removeItem(at: cache.appending(path: folder))
        }
        return try verdict()
    }

    /// The first verdict on a machine where `sil` was just built: the runtime is built too.
    func firstVerdict() throws -> Command.Cost {
        try forgetCache()
        return try verdict()
    }

    /// The first verdict on this exercise when another one was graded before.
    func firstVerdict(after other: Exercise) throws -> Command.Cost {
        try forgetCache()
        try start(other)
        try command([sil, "test", other.slug, "--json"], in: workspace).run(log: log)
        return try verdict()
    }

    private func forgetCache() throws {
        try FileManager.default.removeItem(at: cache)
        try FileManager.default.createDirectory(
            at: cache, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o711])
    }
}
