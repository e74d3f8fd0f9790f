import Course
import Foundation
import Sandbox

/// Makes the program that `GraderKit.Program` starts: the exercise's `Program/main.swift` around the learner's module.
///
/// The object of main.swift is kept by the content it depends on, as a grader's is; what is left after a body-only edit
/// is one run of the linker, and it can run beside the grader's.
struct ProgramBuild: Sendable {
    let exercise: Exercise
    let compiler: Compiler
    let cache: Cache
    private let files: [Submission.File]

    /// The program's module; no learner's module can have this name.
    static let module = "SilProgram"

    enum Result: Sendable {
        /// An executable file, mode 0755.
        case ready(path: String)
        /// main.swift does not compile against this submission, and does against the reference: messages without a place.
        case doesNotFit([String])
        /// main.swift is wrong in itself, or does not link; the tool's words, for the instructor.
        case failed(String)
    }

    /// nil for an exercise without `Program/`, whose submissions are judged in the test's own process.
    init?(of exercise: Exercise, compiler: Compiler, cache: Cache) throws {
        files = try exercise.sources(in: "Program")
        guard !files.isEmpty else { return nil }
        self.exercise = exercise
        self.compiler = compiler
        self.cache = cache
    }

    /// - Parameters:
    ///   - object: the learner's object, as the compile of the module left it.
    ///   - reference: makes the module of the reference solution, asked for only when main.swift does not compile.
    func executable(
        around learner: LearnerModule, object: String, in stage: Stage,
        reference: () async throws -> LearnerModule?
    ) async throws -> Result {
        let main: [UInt8]
        switch try await mainObject(against: learner, named: "program", in: stage) {
        case .success(let bytes): main = bytes
        case .failure(let finished):
            let messages = GraderBuild.messages(in: finished)
            guard let reference = try await reference(),
                case .success = try await mainObject(against: reference, named: "program-fit", in: stage)
            else { return .failed(messages.joined(separator: "\n")) }
            return .doesNotFit(messages)
        }
        return try await link(main, with: object, in: stage)
    }

    private enum Compiled {
        case success([UInt8])
        case failure(Finished)
    }

    private func mainObject(
        against learner: LearnerModule, named name: String, in stage: Stage
    ) async throws -> Compiled {
        let place = "graders/\(key(for: learner)).o"
        if let bytes = cache.load(place) { return .success(bytes) }
        let staged = try StagedFiles(files, in: stage.folder(name), reserved: [])
        let modules = try stage.folder(name + "-modules")
        writeFile(learner.interface, to: "\(modules)/\(learner.name).swiftmodule")
        let out = try stage.folder(name + "-products", writableByRun: true)
        let finished = try await compiler.build(
            Compiler.Unit(
                module: Self.module, flags: learner.flags, folder: staged.folder, sources: staged.sources,
                modules: [.readOnly(modules, at: "/modules/learner")], products: out, isProgram: true))
        guard finished.ending == .exited(0),
            let bytes = readRegularFile("\(out)/\(Self.module).o", limit: 256 << 20)
        else { return .failure(finished) }
        cache.store(bytes, as: place)
        return .success(bytes)
    }

    private func key(for learner: LearnerModule) -> String {
        var hash = SHA256()
        hash.update("program 1\n\(compiler.toolchain.identity)\n\(compiler.runtime.key)\n".utf8)
        hash.update("\(learner.name)\n\(learner.flags.identity)\n".utf8)
        for file in files {
            hash.update("\(file.name)\n\(file.bytes.count)\n".utf8)
            hash.update(file.bytes)
        }
        hash.update(learner.interface)
        return hash.finalize().hexadecimal
    }

    private func link(_ main: [UInt8], with object: String, in stage: Stage) async throws -> Result {
        let objects = try stage.folder("program-objects")
        let out = try stage.folder("program-linked", writableByRun: true)
        guard let learner = readRegularFile(object, limit: 256 << 20),
            writeFile(main, to: objects + "/main.o"), writeFile(learner, to: objects + "/learner.o")
        else { throw GradingError.cacheUnusable(path: objects, errno: errno) }
        let finished = try await compiler.linkProgram(
            "program", objects: (objects, ["main.o", "learner.o"]), products: out)
        // The linker's user may be another one than the program's: what counts is what was read here.
        let program = try stage.folder("program-ready") + "/program"
        guard finished.ending == .exited(0), let bytes = readRegularFile(out + "/program", limit: 256 << 20),
            writeFile(bytes, to: program), chmod(program, 0o755) == 0
        else { return .failed(String(decoding: finished.errors.prefix(2000), as: UTF8.self)) }
        return .ready(path: program)
    }
}
