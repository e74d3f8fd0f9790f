import Course
import Foundation
import Screening
import Testing
import Verdicts

@testable import Grading

/// Compiles as the tool does: the front end's job as the driver plans it, with the flags that the sieves rely on.
struct Workbench: Sendable {
    static let shared = Result { try Workbench() }

    /// The checkout.
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private let toolchain: Toolchain
    private let cache: Cache
    private let modules: String

    /// Everything that is made here, gone when the tests end.
    private static let folder = NSTemporaryDirectory() + "sil-screening-\(getpid())"
    private var folder: String { Self.folder }

    struct Compiled {
        var object: [UInt8]
        var interface: String
        /// Notes included, none cut off.
        var diagnostics: [Diagnostic]
    }

    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    private init() throws {
        cache = try Cache(at: Self.folder + "/cache")
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin"
        toolchain = try Toolchain.find(path: path, cache: cache)
        modules = Self.folder + "/ServerKit"
        try makeServerKit()
        atexit { try? FileManager.default.removeItem(atPath: Workbench.folder) }
    }

    /// Two compiles at a time, on threads of their own: waiting for one on a thread of Swift's concurrency would keep other
    /// tests from running, and their deadlines are real.
    private static let queue: OperationQueue = {
        let queue = OperationQueue()
        queue.maxConcurrentOperationCount = 2
        return queue
    }()

    static func compile(
        _ files: [(name: String, bytes: [UInt8])], module: String, mode: Int = 6, isOptimized: Bool = false,
        searching folders: [String] = [], flags: [String] = []
    ) async throws -> Compiled {
        try await withCheckedThrowingContinuation { continuation in
            queue.addOperation {
                continuation.resume(
                    with: Result {
                        try shared.get().compileHere(
                            files, module: module, mode: mode, isOptimized: isOptimized, searching: folders,
                            flags: flags)
                    })
            }
        }
    }

    /// - Parameter flags: besides those of every compile.
    private func compileHere(
        _ files: [(name: String, bytes: [UInt8])], module: String, mode: Int, isOptimized: Bool,
        searching folders: [String], flags: [String]
    ) throws -> Compiled {
        let place = folder + "/" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        for file in files { writeFile(file.bytes, to: place + "/" + file.name) }
        let plan = try CompilePlan.recorded(
            .init(languageMode: mode, isOptimized: isOptimized), toolchain: toolchain, cache: cache)
        var command = plan.command(
            module: module, sources: files.map { place + "/" + $0.name }, object: place + "/x.o",
            moduleCache: folder + "/modules-cache", searching: [modules] + folders)
        command += [
            "-strict-memory-safety", "-emit-module", "-emit-module-path", "\(place)/\(module).swiftmodule",
        ]
        let answer = try Tool.run(command[0], Array(command.dropFirst()) + flags)
        let words = String(decoding: answer.errors, as: UTF8.self)
        guard answer.status == 0, let object = FileManager.default.contents(atPath: place + "/x.o") else {
            throw Failure(description: words)
        }
        let names = Dictionary(uniqueKeysWithValues: files.map { (place + "/" + $0.name, $0.name) })
        return Compiled(
            object: Array(object), interface: place,
            diagnostics: DiagnosticParser.diagnostics(in: words, names: names, sources: [:]))
    }

    private func makeServerKit() throws {
        let sources = Self.root.appending(path: "Runtime/Sources")
        try FileManager.default.createDirectory(atPath: modules, withIntermediateDirectories: true)
        let header = sources.appending(path: "CServerKit/include/CServerKit.h")
        try FileManager.default.copyItem(
            at: header, to: URL(filePath: modules).appending(path: "CServerKit.h"))
        let map = "module CServerKit {\n    header \"CServerKit.h\"\n    export *\n}\n"
        writeFile(Array(map.utf8), to: modules + "/module.modulemap")
        let kit = sources.appending(path: "ServerKit").path
        let files = try FileManager.default.contentsOfDirectory(atPath: kit).filter { $0.hasSuffix(".swift") }
        let answer = try Tool.run(
            toolchain.swiftc,
            [
                "-emit-module", "-parse-as-library", "-swift-version", "6", "-module-name", "ServerKit",
                "-enable-upcoming-feature", "InternalImportsByDefault", "-I", modules,
                "-module-cache-path", folder + "/modules-cache", "-o", modules + "/ServerKit.swiftmodule",
            ] + files.map { kit + "/" + $0 })
        guard answer.status == 0 else {
            throw Failure(description: String(decoding: answer.errors, as: UTF8.self))
        }
    }
}

/// A source among the test's resources, and what its first line says of it.
struct Sample: Sendable, CustomTestStringConvertible {
    var name: String
    var bytes: [UInt8]
    /// The first line without its `//`.
    var heading: String

    var testDescription: String { name }

    static func all(in folder: String) -> [Sample] {
        let place = Bundle.module.bundlePath + "/" + folder
        let names = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
        return names.filter { $0.hasSuffix(".swift") }.sorted().compactMap { name in
            guard let data = FileManager.default.contents(atPath: place + "/" + name) else { return nil }
            let bytes = Array(data)
            let line = String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
            return Sample(name: name, bytes: bytes, heading: String(line.dropFirst(3)))
        }
    }
}

extension Exercise {
    /// An exercise `held-sum` with nothing in it.
    static func heldSum(
        kind: Kind = .unit, mode: Int = 6, uses: Set<Capability> = [], rules: [Rule] = []
    ) -> Exercise {
        Exercise(
            slug: "held-sum", directory: "/", title: "합", summary: "", kind: kind, languageMode: mode,
            uses: uses,
            rules: rules)
    }
}

/// All three sieves at once.
func objections(
    to compiled: Workbench.Compiled, of files: [(name: String, bytes: [UInt8])], in exercise: Exercise
) -> [Objection] {
    let screen = Screen(exercise: exercise, files: files)
    return screen.sourceObjections() + screen.objections(to: compiled.object)
        + screen.objections(to: compiled.diagnostics)
}
