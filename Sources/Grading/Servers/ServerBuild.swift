import Course
import Foundation
import Sandbox

/// Compiles a learner's module with optimization and links it with the exercise's `Program/main.swift`, confined: the
/// program that `sil project report` runs. Nothing is judged, so no sieve stands before it.
public struct ServerBuild: Sendable {
    private let instruments: Instruments
    private let compiler: Compiler

    public enum Result: Sendable {
        case ready(ServerProgram)
        /// What the compiler says of the learner's files.
        case doesNotCompile(CompileFailure)
        /// One Korean sentence: the program around the learner's module cannot be made.
        case failed(String)
    }

    public init(_ instruments: Instruments) {
        self.instruments = instruments
        compiler = Compiler(
            toolchain: instruments.toolchain, cache: instruments.cache, sandbox: instruments.sandbox,
            runtime: instruments.runtime)
    }

    /// - Throws: `GradingError` and `SandboxError` for what keeps any program from being made; `CancellationError`.
    public func build(_ work: Submission) async throws -> Result {
        if let flaw = work.flaw { return .failed(flaw) }
        let exercise = work.exercise
        let stage = try instruments.cache.stage()
        // The program's owner removes it from then on.
        var isKept = false
        defer { if !isKept { stage.remove() } }
        let staged = try StagedFiles(work.files, in: stage.folder("learner"), reserved: [])
        let products = try stage.folder("products", writableByRun: true)
        let flags = CompilePlan.Flags(languageMode: exercise.languageMode, isOptimized: true)
        _ = try await compiler.warmModuleCaches(for: [flags], report: {})
        let clock = ContinuousClock()
        let began = clock.now
        let finished = try await compiler.build(
            Compiler.Unit(
                module: exercise.module, flags: flags, folder: staged.folder, sources: staged.sources,
                products: products))
        let object = "\(products)/\(exercise.module).o"
        guard finished.ending == .exited(0),
            let interface = readRegularFile("\(products)/\(exercise.module).swiftmodule", limit: 64 << 20)
        else {
            return .doesNotCompile(
                CompileFailure(finished, staged, seconds: (clock.now - began).seconds))
        }
        guard let program = try ProgramBuild(of: exercise, compiler: compiler, cache: instruments.cache)
        else { return .failed("이 연습에는 Program이 없음") }
        let learner = LearnerModule(name: exercise.module, interface: interface, flags: flags)
        switch try await program.executable(around: learner, object: object, in: stage, reference: { nil }) {
        case .ready(let path):
            isKept = true
            return .ready(ServerProgram(path: path, stage: stage, instruments: instruments))
        case .doesNotFit(let messages): return .failed(messages.first ?? "이 연습의 Program에 맞지 않음")
        case .failed(let words):
            return .failed(words.split(separator: "\n").first.map(String.init) ?? "프로그램이 만들어지지 않음")
        }
    }
}
