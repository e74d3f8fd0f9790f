import Course
import Foundation
import Sandbox
import Verdicts

extension Instruments {
    /// The lines of a passing submission that the exercise's tests reach.
    ///
    /// Tests run as ever, each in a process of its own, and those they fork count too. Not counted is what runs in a program
    /// that a test starts (`exec`). Scenarios are not explored but run some times on real threads: a line that only a rare
    /// order reaches may be told as missed.
    ///
    /// - Throws: `Coverage.Unmeasured`; as `Grader.grade`.
    public func coverage(of submission: Submission) async throws -> Coverage {
        var submission = submission
        if submission.exercise.kind == .explore { submission.exercise.kind = .unit }
        let program = try submission.exercise.sources(in: "Program")
        guard program.isEmpty else { throw Coverage.Unmeasured.hasProgram }
        let stage = try cache.stage()
        defer { stage.remove() }
        return try await CoverageRun(instruments: self, submission: submission, stage: stage).coverage()
    }
}

/// One measurement in a folder of its own.
private struct CoverageRun {
    let instruments: Instruments
    let submission: Submission
    let stage: Stage
    private let compiler: Compiler

    init(instruments: Instruments, submission: Submission, stage: Stage) {
        self.instruments = instruments
        self.submission = submission
        self.stage = stage
        compiler = Compiler(
            toolchain: instruments.toolchain, cache: instruments.cache, sandbox: instruments.sandbox,
            runtime: instruments.runtime)
    }

    func coverage() async throws -> Coverage {
        let exercise = submission.exercise
        let out = Mount.writable(try stage.folder("profile", writableByRun: true), at: "/profile")
        let made = try CoverageObjects(
            in: stage.folder("objects"), out: compiler.sandbox.path(of: out),
            toolchain: instruments.toolchain)
        guard let objects = made else { throw Coverage.Unmeasured.noTools }
        let flags = CompilePlan.Flags(of: exercise)
        _ = try await compiler.warmModuleCaches(for: [flags, flags.forGrader], report: {})
        let work = try StagedFiles(submission.files, in: stage.folder("learner"), reserved: [])
        let products = try stage.folder("products", writableByRun: true)
        let learner = try await learner(work, flags, objects, products: products)
        let job = try stage.folder("job")
        let tests = try await grader(against: learner, objects, job: job)
        guard let library = readRegularFile("\(products)/\(learner.name).so", limit: 256 << 20),
            writeFile(library, to: job + "/learner.so")
        else { throw Coverage.Unmeasured.doesNotPass }
        let host = try HostSession(
            for: exercise, sandbox: instruments.sandbox, runtime: instruments.runtime,
            toolchain: instruments.toolchain, job: job, writing: out)
        let report = await host.run(tests) {}
        guard report.isComplete, report.results.values.allSatisfy({ $0["status"] == "passed" }) else {
            throw Coverage.Unmeasured.doesNotPass
        }
        return try await read(out.host, library: "\(products)/\(learner.name).so", names: work.names)
    }

    private func learner(
        _ work: StagedFiles, _ flags: CompilePlan.Flags, _ objects: CoverageObjects, products: String
    ) async throws -> LearnerModule {
        let name = submission.exercise.module
        let finished = try await compiler.build(
            Compiler.Unit(
                module: name, flags: flags, folder: work.folder, sources: work.sources, products: products,
                countsLines: true, linked: objects.ofLearner))
        guard finished.ending == .exited(0),
            let interface = readRegularFile("\(products)/\(name).swiftmodule", limit: 64 << 20)
        else { throw Coverage.Unmeasured.doesNotPass }
        return LearnerModule(name: name, interface: interface, flags: flags)
    }

    /// The grader's library in the job folder, and its tests.
    private func grader(
        against learner: LearnerModule, _ objects: CoverageObjects, job: String
    ) async throws -> [TestCase] {
        let sources = try GraderSources(
            of: submission.exercise, toolchain: instruments.toolchain, runtime: instruments.runtime)
        let build = GraderBuild(sources: sources, compiler: compiler, cache: instruments.cache)
        guard case .ready(let expected) = try await build.expectation(in: stage, report: { _ in }) else {
            throw Coverage.Unmeasured.doesNotPass
        }
        let bytes = try await build.library(
            of: expected.tests, with: Self.scenarios, before: "explore", linked: objects.ofGrader,
            against: learner, in: stage)
        guard let bytes, writeFile(bytes, to: job + "/grader.so") else {
            throw Coverage.Unmeasured.doesNotPass
        }
        return expected.tests
    }

    /// Stands before GraderKit's function of that name: threads as they come.
    private static let scenarios = """
        func explore(_ title: String, _ body: () throws -> Void) {
            for _ in 1...30 { try? body() }
        }

        """

    // MARK: Reading

    private func read(_ folder: String, library: String, names: [String: String]) async throws -> Coverage {
        let profile = Mount.readOnly("\(folder)/\(CoverageObjects.profile)", at: "/profile.profraw")
        guard access(profile.host, R_OK) == 0 else { throw Coverage.Unmeasured.doesNotPass }
        let merged = Mount.writable(try stage.folder("merged", writableByRun: true), at: "/merged")
        let object = Mount.readOnly(library, at: "/source/learner.so")
        let (sandbox, toolchain) = (instruments.sandbox, instruments.toolchain)
        let index = sandbox.path(of: merged) + "/coverage.profdata"
        let commands = [
            [toolchain.profileMerger, "merge", "-o", index, sandbox.path(of: profile)],
            [
                toolchain.coverageReader, "export", "-format=lcov", "-skip-functions",
                "-instr-profile=\(index)", sandbox.path(of: object),
            ],
        ]
        let finished = try await compiler.run(
            Job(
                program: "/bin/sh",
                arguments: ["-c", commands.map(ShellWords.line).joined(separator: " && ")],
                mounts: toolchain.mounts + [profile, merged, object],
                limits: Limits(wallSeconds: 20, memoryMB: 1024, outputKB: 4096, overflow: .drain),
                hasChannel: false))
        guard finished.ending == .exited(0) else { throw Coverage.Unmeasured.noTools }
        return Coverage(tracefile: String(decoding: finished.output, as: UTF8.self), names: names)
    }
}
