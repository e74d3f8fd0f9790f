import Course
import Foundation
import Sandbox
import Verdicts

/// A learner's module as far as a grader's compile cares: its name and its interface, which a body-only edit leaves
/// byte-identical.
struct LearnerModule: Sendable {
    var name: String
    /// The bytes of the `.swiftmodule`.
    var interface: [UInt8]
    var flags: CompilePlan.Flags
}

/// Makes the grader's library for a learner's interface, and the list of its tests.
struct GraderBuild: Sendable {
    let sources: GraderSources
    let compiler: Compiler
    let cache: Cache

    enum Result<Value: Sendable>: Sendable {
        case ready(Value)
        /// The grader is wrong in itself; the compiler's words, for the instructor.
        case failed(String)
        /// The grader fits the reference but not this submission: messages without a place in the grader.
        case doesNotFit([String])
    }

    struct Library: Sendable {
        var bytes: [UInt8]
        var wasCached: Bool
    }

    // MARK: The expected list

    /// The tests of the grader, read once for each fingerprint, against the reference solution where there is one: the
    /// list must not depend on what a learner hands in.
    func tests(
        against learner: LearnerModule, in stage: Stage, report: @Sendable (Grader.Preparation) -> Void
    ) async throws -> Result<[TestCase]> {
        let place = "graders/\(sources.fingerprint).tests.json"
        if let bytes = cache.load(place),
            let tests = try? JSONDecoder().decode([TestCase].self, from: Data(bytes))
        {
            return .ready(tests)
        }
        report(.grader(exercise: sources.exercise.slug))
        let isFromReference: Bool
        let module: LearnerModule
        if let reference = try await reference(in: stage) {
            (module, isFromReference) = (reference, true)
        } else {
            (module, isFromReference) = (learner, false)
        }
        let out = try stage.folder("list", writableByRun: true)
        let finished = try await compiler.build(
            unit(
                module, extra: GraderSources.preamble, folder: "list-work", products: out,
                isInterfaceOnly: true, in: stage))
        guard finished.ending == .exited(0) else {
            let messages = Self.messages(in: finished)
            return isFromReference ? .failed(messages.joined(separator: "\n")) : .doesNotFit(messages)
        }
        let graph = readRegularFile("\(out)/\(GraderSources.module).symbols.json", limit: 64 << 20) ?? []
        guard let tests = try? SymbolGraph.tests(in: graph) else { return .failed("symbol graph") }
        if isFromReference, let data = try? JSONEncoder().encode(tests) {
            cache.store(Array(data), as: place)
        }
        return .ready(tests)
    }

    /// The module of the reference solution; nil where the exercise has none that compiles.
    func reference(in stage: Stage) async throws -> LearnerModule? {
        let files = try sources.reference()
        guard !files.isEmpty else { return nil }
        let staged = try StagedFiles(files, in: stage.folder("reference"), reserved: [])
        let out = try stage.folder("reference-products", writableByRun: true)
        let flags = CompilePlan.Flags(of: sources.exercise)
        let name = sources.exercise.module
        let finished = try await compiler.build(
            Compiler.Unit(
                module: name, flags: flags, folder: staged.folder, sources: staged.sources, products: out,
                isInterfaceOnly: true))
        guard finished.ending == .exited(0),
            let interface = readRegularFile("\(out)/\(name).swiftmodule", limit: 64 << 20)
        else { return nil }
        return LearnerModule(name: name, interface: interface, flags: flags)
    }

    // MARK: The library

    /// The grader's library for exactly this interface: from the cache when any submission had it before.
    func library(
        tests: [TestCase], against learner: LearnerModule, in stage: Stage
    ) async throws -> Result<Library> {
        var hash = SHA256()
        hash.update("library 3\n\(sources.fingerprint)\n\(learner.flags.identity)\n".utf8)
        hash.update(learner.interface)
        let place = "graders/\(hash.finalize().hexadecimal).so"
        if let bytes = cache.load(place) { return .ready(Library(bytes: bytes, wasCached: true)) }
        let out = try stage.folder("grader-products", writableByRun: true)
        let finished = try await compiler.build(
            unit(
                learner, extra: GraderSources.entries(tests), folder: "grader", products: out,
                isInterfaceOnly: false,
                in: stage))
        guard finished.ending == .exited(0),
            let bytes = readRegularFile("\(out)/\(GraderSources.module).so", limit: 256 << 20)
        else {
            return try await fitsReference(tests: tests, in: stage)
                ? .doesNotFit(Self.messages(in: finished))
                : .failed(Self.messages(in: finished).joined(separator: "\n"))
        }
        cache.store(bytes, as: place)
        return .ready(Library(bytes: bytes, wasCached: false))
    }

    /// Whether the whole grader compiles against the reference: then a failure is not the grader's.
    private func fitsReference(tests: [TestCase], in stage: Stage) async throws -> Bool {
        guard let reference = try await reference(in: stage) else { return false }
        let out = try stage.folder("fit-products", writableByRun: true)
        let finished = try await compiler.build(
            unit(
                reference, extra: GraderSources.entries(tests), folder: "fit", products: out,
                isInterfaceOnly: false,
                in: stage))
        return finished.ending == .exited(0)
    }

    private func unit(
        _ learner: LearnerModule, extra: String, folder: String, products: String, isInterfaceOnly: Bool,
        in stage: Stage
    ) throws -> Compiler.Unit {
        let work = try stage.folder(folder)
        let entries = "SilEntries.swift"
        let files = sources.files.map { file in
            let text = ModuleSelectors.inserted(into: String(decoding: file.bytes, as: UTF8.self))
            return Submission.File(name: file.name, bytes: Array(text.utf8))
        }
        var staged = try StagedFiles(files, in: work, reserved: [entries])
        writeFile(Array(extra.utf8), to: work + "/" + entries)
        staged.sources.append(entries)
        // Only the one file the front end was asked for, in a folder of ours: a module map beside it would be found too.
        let modules = try stage.folder(folder + "-modules")
        writeFile(learner.interface, to: "\(modules)/\(learner.name).swiftmodule")
        return Compiler.Unit(
            module: GraderSources.module, flags: learner.flags, folder: work, sources: staged.sources,
            modules: [.readOnly(modules, at: "/modules/learner")], seesGraderKit: true, products: products,
            isInterfaceOnly: isInterfaceOnly)
    }

    /// The errors' words alone: no file, no line, no text of the grader.
    static func messages(in finished: Finished) -> [String] {
        let text = String(decoding: finished.errors, as: UTF8.self)
        let errors = DiagnosticParser.diagnostics(in: text, names: [:], sources: [:]).filter {
            $0.severity == .error
        }
        var messages: [String] = []
        for message in errors.map(\.message) where !messages.contains(message) { messages.append(message) }
        return messages.isEmpty ? ["\(finished.ending)"] : messages
    }
}
