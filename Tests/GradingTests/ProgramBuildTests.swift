import Course
import Foundation
import Sandbox
import Testing

@testable import Grading

/// A server exercise in a temporary folder, and what it takes to build its program.
private struct Hello {
    let exercise: Exercise
    let compiler: Compiler
    let cache: Cache
    let stage: Stage

    init(main: String?) async throws {
        let folder = NSTemporaryDirectory() + "sil-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: folder + "/Program", withIntermediateDirectories: true)
        if let main { writeFile(Array(main.utf8), to: folder + "/Program/main.swift") }
        exercise = Exercise(slug: "hello", directory: folder, title: "인사", summary: "", kind: .server)
        let environment = ProcessInfo.processInfo.environment
        cache = try Cache(
            at: environment["SIL_TEST_CACHE"] ?? Cache.place(environment: environment, isRoot: geteuid() == 0)
                + "-tests")
        let toolchain = try Toolchain.find(path: environment["PATH"] ?? "/usr/bin", cache: cache)
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
        let runtime = try RuntimeBuild.ready(
            sources: root.standardizedFileURL.appending(path: "Runtime").path, toolchain: toolchain,
            cache: cache
        ) { _ in }
        compiler = Compiler(
            toolchain: toolchain, cache: cache, sandbox: try Sandbox.probe(cache: cache.root),
            runtime: runtime)
        stage = try cache.stage()
        _ = try await compiler.warmModuleCaches(for: [CompilePlan.Flags(languageMode: 6, isOptimized: false)])
        {}
    }

    /// The learner's module of one source text.
    func learner(_ source: String) async throws -> (module: LearnerModule, object: String) {
        let name = "learner-\(UInt32.random(in: 0...(.max)))"
        let file = Submission.File(name: "Hello.swift", bytes: Array(source.utf8))
        let staged = try StagedFiles([file], in: stage.folder(name), reserved: [])
        let out = try stage.folder(name + "-out", writableByRun: true)
        let flags = CompilePlan.Flags(of: exercise)
        let finished = try await compiler.build(
            Compiler.Unit(
                module: "Hello", flags: flags, folder: staged.folder, sources: staged.sources, products: out))
        try #require(finished.ending == .exited(0), "\(String(decoding: finished.errors, as: UTF8.self))")
        let interface = try #require(readRegularFile(out + "/Hello.swiftmodule", limit: 64 << 20))
        return (LearnerModule(name: "Hello", interface: interface, flags: flags), out + "/Hello.o")
    }

    func build(_ source: String, reference: LearnerModule? = nil) async throws -> ProgramBuild.Result {
        let learner = try await learner(source)
        let build = try #require(try ProgramBuild(of: exercise, compiler: compiler, cache: cache))
        return try await build.executable(around: learner.module, object: learner.object, in: stage) {
            reference
        }
    }

    static let main = """
        import Hello
        import ServerKit
        // \(UUID())
        try writeAll(1, hello())
        print(signalName(9))

        """
}

@Suite("프로그램 만들기", .serialized)
struct ProgramBuildTests {
    @Test("main.swift와 풀이가 한 프로그램이 되고, ServerKit도 들어 있음")
    func runs() async throws {
        let hello = try await Hello(main: Hello.main)
        defer { hello.stage.remove() }
        guard case .ready(let path) = try await hello.build("public func hello() -> String { \"안녕\\n\" }")
        else {
            Issue.record("not ready")
            return
        }
        let answer = try Tool.run(path, [])
        #expect(answer.status == 0)
        #expect(String(decoding: answer.output, as: UTF8.self) == "안녕\nSIGKILL\n")
    }

    @Test("본문만 고치면 main.swift를 다시 컴파일하지 않음")
    func reuses() async throws {
        let hello = try await Hello(main: Hello.main)
        defer { hello.stage.remove() }
        _ = try await hello.build("public func hello() -> String { \"하나\\n\" }")
        let before = try objects(in: hello.cache)
        guard case .ready(let path) = try await hello.build("public func hello() -> String { \"둘\\n\" }")
        else {
            Issue.record("not ready")
            return
        }
        #expect(String(decoding: try Tool.run(path, []).output, as: UTF8.self).hasPrefix("둘"))
        #expect(try objects(in: hello.cache) == before)
    }

    /// Only of programs: other suites leave theirs beside them.
    private func objects(in cache: Cache) throws -> Set<String> {
        Set(
            try FileManager.default.contentsOfDirectory(atPath: cache.file("graders")).filter {
                $0.hasSuffix(".o")
            })
    }

    @Test("모양이 다른 풀이는 풀이의 탓이고, 기준 풀이에도 맞지 않으면 연습의 탓임")
    func blame() async throws {
        let hello = try await Hello(main: Hello.main)
        defer { hello.stage.remove() }
        let reference = try await hello.learner("public func hello() -> String { \"\" }").module
        guard
            case .doesNotFit(let messages) = try await hello.build(
                "public func hi() {}", reference: reference)
        else {
            Issue.record("fits")
            return
        }
        #expect(messages.contains { $0.contains("hello") }, "\(messages)")
        guard case .failed = try await hello.build("public func hi() {}") else {
            Issue.record("not the exercise's fault")
            return
        }
    }

    @Test("Program이 없는 연습에는 프로그램이 없음")
    func none() async throws {
        let hello = try await Hello(main: nil)
        defer { hello.stage.remove() }
        #expect(try ProgramBuild(of: hello.exercise, compiler: hello.compiler, cache: hello.cache) == nil)
    }
}
