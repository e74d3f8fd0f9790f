import Course
import Foundation
import Sandbox
import Testing
import Verdicts

@testable import Grading

/// One toolchain, cache and sandbox for all of these; the runtime is built into the cache once.
private enum Bench {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    static func grader() throws -> Grader {
        let environment = ProcessInfo.processInfo.environment
        let place =
            environment["SIL_TEST_CACHE"] ?? Cache.place(environment: environment, isRoot: geteuid() == 0)
            + "-tests"
        let cache = try Cache(at: place)
        let toolchain = try Toolchain.find(path: environment["PATH"] ?? "/usr/bin", cache: cache)
        let runtime = try RuntimeBuild.ready(sources: root + "/Runtime", toolchain: toolchain, cache: cache) {
            _ in
        }
        return Grader(
            toolchain: toolchain, cache: cache, sandbox: try Sandbox.probe(cache: cache.root),
            runtime: runtime)
    }
}

/// A course of one exercise in a temporary folder.
private struct HeldSum {
    let folder = NSTemporaryDirectory() + "sil-\(UUID().uuidString)"
    var exercise: Exercise
    var course: Course

    init(grader: String, kind: Exercise.Kind = .unit, limits: Exercise.Limits = .init(seconds: 3)) throws {
        for name in ["Grader", "Starter", "Solutions/plain"] {
            try FileManager.default.createDirectory(
                atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
        }
        writeFile(Array(grader.utf8), to: folder + "/Grader/HeldSumTests.swift")
        let right = "func heldSum(_ a: Int, _ b: Int) -> Int { a + b }\n"
        writeFile(Array(right.utf8), to: folder + "/Solutions/plain/HeldSum.swift")
        writeFile(
            Array("func heldSum(_ a: Int, _ b: Int) -> Int {\n    0\n}\n".utf8),
            to: folder + "/Starter/HeldSum.swift")
        exercise = Exercise(
            slug: "held-sum", directory: folder, title: "합", summary: "", points: 3, kind: kind,
            limits: limits)
        course = Course(id: "t", title: "t", root: folder, exercises: [exercise])
    }

    func grade(_ source: String, name: String = "HeldSum.swift") async throws -> Verdict {
        let work = Submission(of: exercise, files: [.init(name: name, bytes: Array(source.utf8))])
        return try await Bench.grader().grade(work, course: course.id)
    }

    static let threeTests = """
        import XCTest
        @testable import HeldSum
        final class HeldSumTests: XCTestCase {
            /// 작은 수를 더함
            func testSmall() { XCTAssertEqual(heldSum(1, 2), 3, "heldSum(1, 2)") }
            /// 음수를 더함
            func testNegative() { XCTAssertEqual(heldSum(-1, 1), 0, "heldSum(-1, 1)") }
            func testBig() { XCTAssertEqual(heldSum(100, 1), 101, "heldSum(100, 1)") }
        }
        """
}

private func second(_ verdict: Verdict) throws -> TestResult { try #require(verdict.tests.dropFirst().first) }

@Suite("채점", .serialized)
struct GraderTests {
    @Test("맞는 답으로 삼는 파일이 바뀌면 채점의 이름도 바뀜: 채점기가 붙잡을 이름은 거기서 나옴")
    func fingerprint() throws {
        let work = try HeldSum(grader: HeldSum.threeTests)
        let grader = try Bench.grader()
        let first = try grader.fingerprint(of: work.exercise)
        #expect(try grader.fingerprint(of: work.exercise) == first)
        writeFile(
            Array("func heldSum(_ a: Int, _ b: Int) -> Int { b + a }\n".utf8),
            to: work.folder + "/Solutions/plain/HeldSum.swift")
        #expect(try grader.fingerprint(of: work.exercise) != first)
    }

    @Test("맞는 풀이는 통과함")
    func passes() async throws {
        let verdict = try await HeldSum(grader: HeldSum.threeTests).grade(
            "func heldSum(_ a: Int, _ b: Int) -> Int { b + a }")
        #expect(verdict.outcome == .passed, "\(verdict)")
        #expect(verdict.score == 3)
        #expect(verdict.tests.map(\.title) == ["작은 수를 더함", "음수를 더함", "HeldSumTests.testBig"])
    }

    @Test("틀린 시험은 부른 것, 기대, 실제를 말하고 나머지는 그대로 셈")
    func fails() async throws {
        let verdict = try await HeldSum(grader: HeldSum.threeTests).grade(
            "func heldSum(_ a: Int, _ b: Int) -> Int { print(\"살핌\"); return a < 0 ? 7 : a + b }")
        #expect(verdict.outcome == .failed, "\(verdict.reason ?? "")")
        #expect(verdict.score == 2)
        #expect(verdict.tests.map(\.status) == [.passed, .failed, .passed])
        #expect(try second(verdict).message == "heldSum(-1, 1): 기대 0 · 실제 7")
        #expect(try second(verdict).output == "살핌\n")
    }

    @Test("컴파일 오류는 내 파일의 줄을 말하고 아무것도 실행하지 않음")
    func compileError() async throws {
        let verdict = try await HeldSum(grader: HeldSum.threeTests).grade(
            "func heldSum(_ a: Int, _ b: Int) -> Int {\n    retrun a\n}", name: "큐.swift")
        #expect(verdict.outcome == .compileError)
        #expect(verdict.diagnostics.first?.file == "큐.swift")
        #expect(verdict.diagnostics.first?.line == 2)
        #expect(verdict.tests.isEmpty)
    }

    @Test("채점기와 맞지 않는 선언은 학습자의 컴파일 오류이고, 기대하는 모양을 말함")
    func interface() async throws {
        let verdict = try await HeldSum(grader: HeldSum.threeTests).grade(
            "func heldSum(_ a: String) -> Int { 3 }")
        #expect(verdict.outcome == .compileError)
        #expect(verdict.reason?.contains("func heldSum(_ a: Int, _ b: Int) -> Int") == true)
        #expect(verdict.diagnostics.allSatisfy { $0.file == nil })
    }

    @Test("채점기가 틀렸으면 채점기의 잘못임")
    func graderError() async throws {
        let verdict = try await HeldSum(grader: "import XCTest\nlet x: Int = \"a\"").grade(
            "func heldSum(_ a: Int, _ b: Int) -> Int { a + b }")
        #expect(verdict.outcome == .graderError)
        let empty = try await HeldSum(grader: "import XCTest").grade(
            "func heldSum(_ a: Int, _ b: Int) -> Int { a + b }")
        #expect(empty.outcome == .graderError)
    }

    @Test("한 시험이 터져도 나머지는 결과가 있고, 터진 줄을 말함")
    func crash() async throws {
        let verdict = try await HeldSum(grader: HeldSum.threeTests).grade(
            """
            func heldSum(_ a: Int, _ b: Int) -> Int {
                let list = [1]
                return a < 0 ? list[b + 3] : a + b
            }
            """)
        #expect(verdict.outcome == .crashed, "\(verdict.reason ?? "")")
        #expect(verdict.tests.map(\.status) == [.passed, .crashed, .passed])
        #expect(try second(verdict).message?.contains("Index out of range") == true)
        #expect(try second(verdict).message?.contains("(HeldSum.swift:3)") == true)
    }

    @Test("정수 넘침도 줄을 말하고, 출력에 채점기의 함수 이름이 없음")
    func trap() async throws {
        let verdict = try await HeldSum(grader: HeldSum.threeTests).grade(
            """
            func heldSum(_ a: Int, _ b: Int) -> Int {
                let big = Int.max - 1
                return a < 0 ? big + b + b : a + b
            }
            """)
        #expect(verdict.tests.map(\.status) == [.passed, .crashed, .passed])
        #expect(try second(verdict).message?.contains("(HeldSum.swift:3)") == true, "\(verdict)")
        let fatal = try await HeldSum(grader: HeldSum.threeTests).grade(
            "func heldSum(_ a: Int, _ b: Int) -> Int { fatalError(\"여기\") }")
        let said = try second(fatal)
        #expect(said.message?.contains("Fatal error: 여기") == true, "\(said)")
        #expect(
            said.output?.contains("SilGrader") != true && said.output?.contains("HeldSumTests") != true,
            "\(said)")
    }

    @Test("exit(0)은 통과가 아님")
    func exit() async throws {
        var held = try HeldSum(grader: HeldSum.threeTests)
        let source = "import Foundation\nfunc heldSum(_ a: Int, _ b: Int) -> Int { exit(0) }"
        let refused = try await held.grade(source)
        #expect(refused.outcome == .forbidden, "\(refused)")
        #expect(refused.diagnostics.first?.line == 2)
        held.exercise.uses = [.processes]
        let verdict = try await held.grade(source)
        #expect(verdict.outcome == .crashed, "\(verdict.reason ?? "")")
        #expect(verdict.score == 0)
        #expect(verdict.tests.allSatisfy { $0.status == .crashed && $0.message?.contains("종료 코드 0") == true })
    }

    @Test("끝나지 않는 시험만 시간 초과이고 나머지는 결과가 있음")
    func loop() async throws {
        let verdict = try await HeldSum(grader: HeldSum.threeTests).grade(
            "func heldSum(_ a: Int, _ b: Int) -> Int { while a < 0 {}; return a + b }")
        #expect(verdict.outcome == .timedOut)
        #expect(verdict.tests.map(\.status) == [.passed, .timedOut, .passed])
    }

    @Test("끝없는 출력과 끝없는 메모리는 그 시험만 멈춤")
    func excess() async throws {
        let limits = Exercise.Limits(seconds: 10, memoryMB: 128, processes: 64, outputKB: 64)
        let course = try HeldSum(grader: HeldSum.threeTests, limits: limits)
        let chatty = try await course.grade(
            "func heldSum(_ a: Int, _ b: Int) -> Int { while a < 0 { print(\"xxxxxxxxxxxxxxxxxxxxxxxx\") }; return a + b }"
        )
        #expect(chatty.tests.map(\.status) == [.passed, .outputLimit, .passed])
        #expect((try second(chatty).output?.utf8.count ?? 0) < 66_000)
        let hungry = try await course.grade(
            """
            func heldSum(_ a: Int, _ b: Int) -> Int {
                var kept: [[Int]] = []
                while a < 0 { kept.append([Int](repeating: kept.count, count: 100_000)) }
                return a + b
            }
            """)
        #expect(hungry.tests.map(\.status) == [.passed, .outOfMemory, .passed])
        #expect(hungry.outcome == .outOfMemory)
    }

    @Test("몸만 고치면 채점기를 다시 컴파일하지 않음")
    func cached() async throws {
        let course = try HeldSum(grader: HeldSum.threeTests)
        _ = try await course.grade("func heldSum(_ a: Int, _ b: Int) -> Int { a + b }")
        let again = try await course.grade(
            "func heldSum(_ a: Int, _ b: Int) -> Int { let c = a; return c + b }")
        #expect(again.cached.contains("grader"))
        #expect(again.cached.contains("module_cache"))
    }

    @Test("async, throws, @MainActor 시험도 돌림")
    func kinds() async throws {
        let verdict = try await HeldSum(
            grader: """
                import XCTest
                @testable import HeldSum
                final class HeldSumTests: XCTestCase {
                    func testAsync() async { await Task.yield(); XCTAssertEqual(heldSum(1, 2), 3) }
                    func testThrows() throws { XCTAssertEqual(try XCTUnwrap(Optional(heldSum(1, 2))), 3) }
                    @MainActor func testMain() { XCTAssertEqual(heldSum(1, 2), 3) }
                    func testSkip() throws { throw XCTSkip("건너뜀") }
                }
                """
        ).grade("func heldSum(_ a: Int, _ b: Int) -> Int { a + b }")
        #expect(verdict.tests.map(\.status) == [.passed, .passed, .passed, .failed], "\(verdict)")
    }

    @Test("쓸 수 없는 바이트는 시작하지도 않음")
    func invalid() async throws {
        let course = try HeldSum(grader: HeldSum.threeTests)
        let work = Submission(of: course.exercise, files: [.init(name: "a.swift", bytes: [0xff])])
        let verdict = try await Bench.grader().grade(work, course: course.course.id)
        #expect(verdict.outcome == .invalidSubmission)
        #expect(verdict.reason?.contains("UTF-8") == true)
    }
}
