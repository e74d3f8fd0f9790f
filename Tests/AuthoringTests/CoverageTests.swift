import Course
import Foundation
import Grading
import Testing

@testable import Authoring

@Suite("시험이 닿지 않는 줄", .serialized)
struct CoverageTests {
    private func coverage(_ course: MutatedExercise) async throws -> [Int]? {
        let exercise = try course.exercise
        let paths = try course.course.files(in: "Solutions/plain", of: exercise).map(\.path)
        let coverage = try await course.bench.instruments.coverage(of: Submission(of: exercise, files: paths))
        return coverage.files.first?.missed
    }

    @Test("시험이 부르지 않은 갈래의 줄을 알림")
    func unreached() async throws {
        let course = try MutatedExercise(
            tests: "func testSmall() { XCTAssertEqual(sign(1), 1) }",
            solutions: [
                "plain": """
                func sign(_ n: Int) -> Int {
                    if n < 0 {
                        return -1
                    }
                    return 1
                }
                func unused() {
                    print("안 불림")
                }

                """
            ])
        defer { course.remove() }
        let missed = try #require(try await coverage(course))
        #expect(missed.contains(3))
        #expect(missed.contains(8))
        #expect(!missed.contains(5))
        let faults = try await CoverageCheck(of: course.exercise).findings(on: course.bench).faults
        let told = try #require(faults.first)
        #expect(told.rule == "uncovered-lines")
        #expect(told.line == 3 || told.line == 2)
        #expect(told.file == "Exercises/held-sum/Solutions/plain/HeldSum.swift")
    }

    @Test("포크한 자식이 _exit로 끝나거나 시그널로 죽어도 닿은 줄임")
    func children() async throws {
        let course = try MutatedExercise(
            tests: """
                func testChild() throws { XCTAssertEqual(try child(false), 256) }
                func testKilled() throws { XCTAssertEqual(try child(true), 9) }
                """,
            solutions: [
                "plain": """
                import Glibc
                import ServerKit
                func child(_ dies: Bool) throws -> Int32 {
                    fflush(nil)
                    let pid = fork()
                    if pid == 0 {
                        if dies {
                            raise(SIGKILL)
                        }
                        _exit(1)
                    }
                    var status: Int32 = 0
                    waitpid(pid, &status, 0)
                    if status == 77 {
                        return -1
                    }
                    return status
                }

                """
            ], manifest: "kind: process\nlanguage_mode: 5")
        defer { course.remove() }
        let missed = try #require(try await coverage(course))
        #expect(!missed.contains(8) && !missed.contains(10))
        #expect(missed.contains(15))
    }

    @Test("탐색하는 시험은 진짜 스레드로 재어 봄")
    func explored() async throws {
        let course = try MutatedExercise(
            tests: """
                func testOne() {
                    explore("한 번") {
                        let counter = Counter()
                        XCTAssertEqual(counter.hit(), 1)
                    }
                }
                """,
            solutions: [
                "plain": """
                import Foundation
                final class Counter: @unchecked Sendable {
                    private let lock = NSLock()
                    private var value = 0
                    func hit() -> Int {
                        lock.lock()
                        defer { lock.unlock() }
                        value += 1
                        return value
                    }
                    func unused() -> Int {
                        value
                    }
                }

                """
            ], manifest: "kind: explore")
        defer { course.remove() }
        let missed = try #require(try await coverage(course))
        #expect(missed.contains(12))
        #expect(!missed.contains(8))
    }

    @Test("통과하지 못하는 풀이는 재지 않음")
    func wrong() async throws {
        let course = try MutatedExercise(
            tests: "func testSmall() { XCTAssertEqual(one(), 1) }",
            solutions: ["plain": "func one() -> Int { 2 }\n"])
        defer { course.remove() }
        await #expect(throws: Coverage.Unmeasured.doesNotPass) { try await coverage(course) }
        let faults = try await CoverageCheck(of: course.exercise).findings(on: course.bench).faults
        #expect(faults.allSatisfy { $0.gravity == .notice })
    }
}
