import Course
import Foundation
import Sandbox
import Screening
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
        /// The grader's code means something else with this submission: names of the learner's that took another's place.
        case bindsForeign([String])
    }

    struct Library: Sendable {
        var bytes: [UInt8]
        var wasCached: Bool
    }

    // MARK: The expected list

    /// What a grader is by itself, whatever a learner hands in.
    struct Expectation: Sendable {
        var tests: [TestCase]
        /// The names of the learner's module that the grader is bound to with the reference solution; nil where there is
        /// no reference that compiles.
        var bound: BoundNames?
    }

    /// Tests and bound names of the grader, read once for each fingerprint against the reference solution. nil where the
    /// exercise has no reference that compiles.
    func expectation(
        in stage: Stage, report: @Sendable (Grader.Preparation) -> Void
    ) async throws -> Result<Expectation>? {
        let place = "graders/\(sources.fingerprint).expected"
        if let record = cache.record(place), let tests = [TestCase](of: record) {
            return .ready(Expectation(tests: tests, bound: BoundNames(names: record.all("bound"))))
        }
        report(.grader(exercise: sources.exercise.slug))
        guard let reference = try await reference(in: stage) else { return nil }
        let result = try await expectation(against: reference, in: stage)
        switch result {
        case .ready(let expectation):
            var record = expectation.tests.record
            record.fields += (expectation.bound?.names ?? []).map { (key: "bound", value: $0) }
            cache.store(record, as: place)
        case .doesNotFit(let messages): return .failed(messages.joined(separator: "\n"))
        case .failed, .bindsForeign: break
        }
        return result
    }

    /// The tests as the grader has them against a learner's module, where there is nothing better to ask.
    func tests(against learner: LearnerModule, in stage: Stage) async throws -> Result<Expectation> {
        switch try await expectation(against: learner, in: stage) {
        case .ready(let found): .ready(Expectation(tests: found.tests, bound: nil))
        case let other: other
        }
    }

    private func expectation(
        against module: LearnerModule, in stage: Stage
    ) async throws -> Result<Expectation> {
        let files = try await selected(in: stage) ?? plain
        let out = try stage.folder("list", writableByRun: true)
        let finished = try await compiler.build(
            unit(
                module, files, extra: GraderSources.preamble, folder: "list-work", products: out,
                isInterfaceOnly: true, in: stage))
        guard finished.ending == .exited(0) else { return .doesNotFit(Self.messages(in: finished)) }
        let graph = readRegularFile("\(out)/\(GraderSources.module).symbols.json", limit: 64 << 20) ?? []
        guard let tests = try? SymbolGraph.tests(in: graph) else { return .failed("symbol graph") }
        return .ready(Expectation(tests: tests, bound: bound(in: out)))
    }

    /// The tests of the grader and its object, compiled against a module.
    func inspect(
        against module: LearnerModule, in stage: Stage
    ) async throws -> Result<(tests: [TestCase], object: [UInt8])> {
        switch try await expectation(against: module, in: stage) {
        case .ready(let expectation):
            let object = readRegularFile(stage.path + "/list/\(GraderSources.module).o", limit: 256 << 20)
            return object.map { .ready((expectation.tests, $0)) } ?? .failed("object")
        case .failed(let words): return .failed(words)
        case .doesNotFit(let messages): return .doesNotFit(messages)
        case .bindsForeign(let names): return .bindsForeign(names)
        }
    }

    private func bound(in products: String) -> BoundNames? {
        readRegularFile("\(products)/\(GraderSources.module).o", limit: 256 << 20).map {
            BoundNames(object: $0, module: sources.exercise.module)
        }
    }

    /// The module of the reference solution; nil where the exercise has none that compiles.
    func reference(in stage: Stage) async throws -> LearnerModule? {
        let files = sources.reference
        guard !files.isEmpty else { return nil }
        let staged = try StagedFiles(files, in: stage.folder("reference"), reserved: [])
        let out = try stage.products("reference")
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
        _ expected: Expectation, against learner: LearnerModule, in stage: Stage
    ) async throws -> Result<Library> {
        let selected = try await selected(in: stage)
        var hash = SHA256()
        hash.update("library 4\n\(sources.fingerprint)\n\(learner.flags.identity)\n".utf8)
        hash.update(learner.interface)
        // What the lexer makes follows from the fingerprint.
        for file in selected ?? [] { hash.update(file.bytes) }
        let place = "graders/\(hash.finalize().hexadecimal).so"
        if let bytes = cache.load(place) {
            cache.touch(place)
            return .ready(Library(bytes: bytes, wasCached: true))
        }
        let files = selected ?? plain
        let out = try stage.folder("grader-products", writableByRun: true)
        let finished = try await compiler.build(
            unit(
                learner, files, extra: GraderSources.entries(expected.tests), folder: "grader", products: out,
                isInterfaceOnly: false,
                in: stage))
        guard finished.ending == .exited(0),
            let bytes = readRegularFile("\(out)/\(GraderSources.module).so", limit: 256 << 20)
        else {
            return try await fitsReference(files, extra: GraderSources.entries(expected.tests), in: stage)
                ? .doesNotFit(Self.messages(in: finished))
                : .failed(Self.messages(in: finished).joined(separator: "\n"))
        }
        if let reference = expected.bound {
            let foreign = bound(in: out)?.extra(beyond: reference, words: sources.words.spoken) ?? ["?"]
            guard foreign.isEmpty else { return .bindsForeign(foreign) }
        }
        cache.store(bytes, as: place)
        return .ready(Library(bytes: bytes, wasCached: false))
    }

    /// The grader's library, made for one run and with more in it; nil when it does not compile.
    ///
    /// - Parameters:
    ///   - text: definitions of the grader's own module.
    ///   - standIn: one of them that stands before GraderKit's function of that name: its calls lose their module selector.
    func library(
        of tests: [TestCase], with text: String, before standIn: String, linked: Compiler.LinkedObjects,
        against learner: LearnerModule, in stage: Stage
    ) async throws -> [UInt8]? {
        let files = (try await selected(in: stage) ?? plain).map { file in
            let text = String(decoding: file.bytes, as: UTF8.self)
                .replacing("GraderKit::\(standIn)(", with: "\(standIn)(")
            return Submission.File(name: file.name, bytes: Array(text.utf8))
        }
        let out = try stage.folder("grader-products", writableByRun: true)
        var unit = try unit(
            learner, files, extra: GraderSources.entries(tests) + text, folder: "grader", products: out,
            isInterfaceOnly: false, in: stage)
        unit.linked = linked
        let finished = try await compiler.build(unit)
        guard finished.ending == .exited(0) else { return nil }
        return readRegularFile("\(out)/\(GraderSources.module).so", limit: 256 << 20)
    }

    /// Whether the whole grader compiles against the reference: then a failure is not the grader's.
    private func fitsReference(
        _ files: [Submission.File], extra: String, in stage: Stage
    ) async throws -> Bool {
        guard let reference = try await reference(in: stage) else { return false }
        let out = try stage.products("fit")
        let finished = try await compiler.build(
            unit(
                reference, files, extra: extra, folder: "fit", products: out, isInterfaceOnly: false,
                in: stage))
        return finished.ending == .exited(0)
    }

    // MARK: Staging

    /// The grader's files with module selectors by the lexer, lines unchanged.
    private var plain: [Submission.File] {
        sources.files.map { file in
            let text = ModuleSelectors.inserted(into: String(decoding: file.bytes, as: UTF8.self))
            return Submission.File(name: file.name, bytes: Array(text.utf8))
        }
    }

    /// The same by `sil-syntax`, which leaves less to chance; nil where it is not built, or what it makes is no better
    /// than `plain` or does not compile against the reference. Asked once for each fingerprint.
    private func selected(in stage: Stage) async throws -> [Submission.File]? {
        guard let syntax = compiler.syntax else { return nil }
        let place = "graders/\(sources.fingerprint).\(syntax.key.prefix(16)).staged"
        if let record = cache.record(place), record.kind == "staged" {
            let files = zip(record.all("name"), record.all("text")).map {
                Submission.File(name: $0, bytes: Array($1.utf8))
            }
            return files.isEmpty ? nil : files
        }
        guard let made = await selected(by: syntax) else { return nil }
        var files: [Submission.File] = []
        if made != plain, try await fitsReference(made, extra: GraderSources.preamble, in: stage) {
            files = made
        }
        let fields = files.flatMap {
            [("name", $0.name), ("text", String(decoding: $0.bytes, as: UTF8.self))]
        }
        cache.store(Record("staged", fields), as: place)
        return files.isEmpty ? nil : files
    }

    /// The learner's names are those of the starter: what every submission has, whatever else a solution declares.
    private func selected(by syntax: SyntaxTool) async -> [Submission.File]? {
        let starter = (try? sources.exercise.sources(in: "Starter")) ?? []
        var names: Set<String> = []
        if !starter.isEmpty {
            guard let facts = await syntax.facts(of: starter) else { return nil }
            names = Set(facts.flatMap(\.globalNames))
        }
        return await syntax.staged(sources.files, module: sources.exercise.module, names: names)
    }

    private func unit(
        _ learner: LearnerModule, _ files: [Submission.File], extra: String, folder: String, products: String,
        isInterfaceOnly: Bool, in stage: Stage
    ) throws -> Compiler.Unit {
        let work = try stage.folder(folder)
        let entries = "SilEntries.swift"
        var staged = try StagedFiles(files, in: work, reserved: [entries])
        writeFile(Array(extra.utf8), to: work + "/" + entries)
        staged.sources.append(entries)
        // Only the one file the front end was asked for, in a folder of ours: a module map beside it would be found too.
        let modules = try stage.folder(folder + "-modules")
        writeFile(learner.interface, to: "\(modules)/\(learner.name).swiftmodule")
        return Compiler.Unit(
            module: GraderSources.module,
            flags: learner.flags.forGrader,
            folder: work, sources: staged.sources,
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
