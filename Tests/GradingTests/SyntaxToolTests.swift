import Course
import Foundation
import Sandbox
import Testing
import Verdicts

@testable import Grading

/// `sil-syntax` built into the cache of tests, as `author check` builds it.
private struct Built {
    let tool: SyntaxTool
    let runtime: RuntimeBuild
    let cache: Cache
    let toolchain: Toolchain
    let sandbox: Sandbox

    init() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().path
        let environment = ProcessInfo.processInfo.environment
        let place =
            environment["SIL_TEST_CACHE"] ?? Cache.place(environment: environment, isRoot: geteuid() == 0)
            + "-tests"
        cache = try Cache(at: place)
        toolchain = try Toolchain.find(path: environment["PATH"] ?? "/usr/bin", cache: cache)
        sandbox = try Sandbox.probe(cache: cache.root)
        runtime = try RuntimeBuild.ready(sources: root + "/Runtime", toolchain: toolchain, cache: cache) {
            _ in
        }
        #expect(try runtime.syntax(toolchain: toolchain, cache: cache) { _ in })
        tool = try #require(
            SyntaxTool(toolchain: toolchain, cache: cache, sandbox: sandbox, runtime: runtime))
    }
}

private func file(_ text: String, name: String = "A.swift") -> Submission.File {
    Submission.File(name: name, bytes: Array(text.utf8))
}

@Suite("sil-syntax, asked in the sandbox", .serialized)
struct SyntaxToolTests {
    @Test("채점기의 이름에 모듈이 붙고 파일 이름과 줄은 그대로임")
    func staged() async throws {
        let tool = try Built().tool
        let files = [
            file(
                "class T: XCTest.XCTestCase {\n  func test() { XCTAssertEqual(합(1), 3) }\n}", name: "채점.swift"
            ),
            file("let 값 = HeldSum.합(1)", name: "B.swift"),
        ]
        let staged = try #require(await tool.staged(files, module: "HeldSum", names: ["합"]))
        #expect(staged.map(\.name) == ["채점.swift", "B.swift"])
        #expect(
            staged.map { String(decoding: $0.bytes, as: UTF8.self) } == [
                "class T: XCTestCase {\n  func test() { XCTest::XCTAssertEqual(HeldSum::합(1), 3) }\n}",
                "let 값 = HeldSum::합(1)",
            ])
    }

    @Test("파일에 있는 것을 자리와 함께 말함")
    func facts() async throws {
        let facts = try #require(
            await Built().tool.facts(
                of: [file("import Glibc\nprivate let a = 1\nfunc b() { exit(1) }")], uses: ["exit"]))
        #expect(facts.map(\.globalNames) == [["b"]])
        #expect(facts.first?.imports.map(\.module) == ["Glibc"])
        #expect(facts.first?.uses.map { [$0.line, $0.column] } == [[3, 12]])
    }

    @Test("오래 걸리는 글에는 답하지 않음")
    func slow() async throws {
        let brackets = String(repeating: "[", count: 100_000)
        #expect(await (try Built().tool).facts(of: [file(brackets)])?.count == nil)
    }

    @Test("학습자의 모듈이 이름을 가로채도 채점기의 이름은 뜻이 바뀌지 않음")
    func graded() async throws {
        let built = try Built()
        let folder = NSTemporaryDirectory() + "sil-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let right = "func heldSum(_ a: Int, _ b: Int) -> Int { a + b }"
        let grader = """
            import XCTest
            @testable import HeldSum
            final class HeldSumTests: XCTestCase { func testSum() { XCTAssertEqual(heldSum(1, 2), max(3, 1)) } }
            """
        for (name, text) in [("Grader", grader), ("Starter", right), ("Solutions/plain", right)] {
            try FileManager.default.createDirectory(
                atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
            writeFile(Array(text.utf8), to: "\(folder)/\(name)/HeldSumTests.swift")
        }
        let exercise = Exercise(
            slug: "held-sum", directory: folder, title: "합", summary: "", points: 3, kind: .unit,
            limits: .init(seconds: 3))
        let course = Course(id: "t", title: "t", root: folder, exercises: [exercise])
        let judge = Grader(
            toolchain: built.toolchain, cache: built.cache, sandbox: built.sandbox, runtime: built.runtime)
        func outcome(_ text: String) async throws -> String {
            let verdict = try await judge.grade(
                Submission(of: exercise, files: [file(text)]), course: course.id)
            return "\(verdict.outcome)"
        }
        #expect(try await outcome(right) == "passed")
        let lie = "func heldSum(_ a: Int, _ b: Int) -> Int { 0 }\nfunc max(_ a: Int, _ b: Int) -> Int { 0 }"
        // Staged by sil-syntax, `max` is Swift's and the answer is wrong; where the tool had no time, the name is seen.
        #expect(["failed", "tampered"].contains(try await outcome(lie)))
    }

    @Test("엉킨 글에도 답이 있거나 없을 뿐임", arguments: ["", "\u{FEFF}", "(((((", "\"\\("])
    func odd(text: String) async throws {
        let staged = await (try Built().tool).staged([file(text)], module: "HeldSum", names: [])
        #expect(staged == [file(text)])
    }
}
