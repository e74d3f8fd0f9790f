import Course
import Foundation
import Grading
import Testing

@testable import Authoring

@Suite("변이: 풀이를 조금씩 틀리게 바꿔 시험이 알아채는지 봄", .serialized)
struct MutationTests {
    private static let larger = """
        func larger(_ a: Int, _ b: Int) -> Int {
            if a > b { return a }
            return b
        }

        """

    @Test("약한 시험이 놓친 변경을 자리와 줄과 함께 알리고, 점수가 기준보다 낮으면 고칠 곳임")
    func weakGrader() async throws {
        let course = try MutatedExercise(
            tests: "func testLarger() { XCTAssertEqual(larger(1, 2), 2) }",
            solutions: ["plain": Self.larger], required: 90)
        defer { course.remove() }
        let survey = try await course.survey()
        // Nobody asks what comes of a larger first number, so that it need not be looked at.
        let missed = try #require(
            survey.results.first { $0.fate == .survived && $0.mutant.kind == "drop-statement" })
        #expect(missed.mutant.line == 2)
        #expect(missed.change.lines == ["- if a > b { return a }"])
        #expect(survey.results.contains { $0.fate == .killed(test: "HeldSumTests.testLarger") })

        let faults = try await course.faults()
        let low = try #require(faults.first { $0.rule == "mutation-score" })
        #expect(low.gravity == .fault)
        #expect(low.file == "Exercises/held-sum/exercise.yml")
        #expect(low.message.contains("이 과정의 기준 90 %"))
        let told = try #require(faults.first { $0.rule == "surviving-mutant" })
        #expect(told.file == "Exercises/held-sum/Solutions/plain/HeldSum.swift")
        #expect(told.gravity == .notice)
    }

    @Test("컴파일러에게 같은 프로그램인 변경은 세지 않음")
    func equivalent() async throws {
        let course = try MutatedExercise(
            tests: "func testSum() { XCTAssertEqual(sum(1, 2), 3); XCTAssertEqual(sum(0, 0), 0) }",
            solutions: [
                "plain": """
                func sum(_ a: Int, _ b: Int) -> Int {
                    var last = a
                    last = b
                    return a + b
                }

                """
            ], required: 100)
        defer { course.remove() }
        let survey = try await course.survey()
        let dead = try #require(survey.results.first { $0.mutant.kind == "drop-statement" })
        #expect(dead.mutant.line == 3)
        #expect(dead.fate == .equivalent(.compiled))
        #expect(survey.score.percent == 100, "\(survey.results.filter { $0.fate == .survived })")
        #expect(try await course.faults() == [])
    }

    @Test("끝나지 않는 변경은 잡은 것으로 세되 따로 알고, 컴파일되지 않는 것은 세지 않음")
    func fates() async throws {
        let course = try MutatedExercise(
            tests: """
                func testSum() {
                    XCTAssertEqual(sum(3), 6)
                    XCTAssertEqual(sum(0), 0)
                    XCTAssertEqual(title(), "합계")
                }
                """,
            solutions: [
                "loop": """
                func sum(_ n: Int) -> Int {
                    var (i, total) = (0, 0)
                    while i < n {
                        i += 1
                        total += i
                    }
                    return total
                }
                func title() -> String { "합" + "계" }

                """
            ], manifest: "kind: unit\nlimits: {seconds: 1}")
        defer { course.remove() }
        let survey = try await course.survey()
        let results = survey.results
        let dropped = try #require(
            results.first { $0.mutant.line == 4 && $0.mutant.kind == "drop-statement" })
        #expect(dropped.fate == .timedOut(test: "HeldSumTests.testSum"))
        #expect(
            results.first { $0.mutant.line == 9 && $0.mutant.kind == "swap-arithmetic" }?.fate == .impossible)
        let score = survey.score
        #expect(score.timedOut >= 1)
        #expect(score.killed >= score.timedOut)
        #expect(score.counted == results.count - score.equivalent - score.impossible - score.broken)
        #expect(score.broken == 0, "\(results)")
    }

    @Test("만든 이가 같은 프로그램이라고 적은 변경은 세지 않고, 틀리게 적은 것은 고칠 곳임")
    func declared() async throws {
        let declared = """
            kind: unit
            equivalents:
              - {operator: drop-statement, code: "log += 1", why: 아무도 읽지 않는 값임}
              - {operator: change-number, code: "log += 1", becomes: "log += 0", why: 아무도 읽지 않는 값임}
              - {operator: swap-arithmetic, code: "return a + b", why: 틀린 말}
              - {operator: drop-lock, code: "lock.lock()", why: 옛 풀이에 있던 줄임}
              - {operator: dorp-lock, code: "lock.lock()", why: 틀린 이름}
            """
        let course = try MutatedExercise(
            tests: "func testSum() { XCTAssertEqual(sum(1, 2), 3) }",
            solutions: [
                "plain": """
                nonisolated(unsafe) var log = 0
                func sum(_ a: Int, _ b: Int) -> Int {
                    log += 1
                    return a + b
                }

                """
            ], manifest: declared)
        defer { course.remove() }
        let results = try await course.survey().results
        let onLog = results.filter { $0.code == "log += 1" }
        #expect(onLog.contains { $0.fate == .equivalent(.declared) && $0.mutant.kind == "drop-statement" })
        #expect(
            onLog.filter { $0.mutant.kind == "change-number" }.map(\.fate) == [
                .equivalent(.declared), .survived,
            ])
        let faults = try await course.faults().filter { $0.gravity == .fault }
        #expect(faults.map(\.rule) == ["false-equivalent", "stale-equivalent", "unknown-operator"])
        #expect(faults.map(\.line) == [7, 8, 9])
    }

    @Test("그대로도 통과하지 못하는 풀이는 재지 않고 그렇다고 함")
    func wrongSolution() async throws {
        let course = try MutatedExercise(
            tests: "func testSum() { XCTAssertEqual(sum(1, 2), 3) }",
            solutions: ["wrong": "func sum(_ a: Int, _ b: Int) -> Int { a - b }\n"], required: 50)
        defer { course.remove() }
        let survey = try await course.survey()
        #expect(survey.unmeasured == ["wrong": .doesNotPass])
        #expect(survey.score.percent == nil)
        #expect(try await course.faults().map(\.rule) == ["mutation-unmeasured"])
    }

    @Test("두 번째에는 아무것도 다시 돌리지 않음")
    func remembered() async throws {
        let course = try MutatedExercise(
            tests: "func testLarger() { XCTAssertEqual(larger(1, 2), 2) }", solutions: ["plain": Self.larger])
        defer { course.remove() }
        let first = try await course.survey()
        let made = await course.bench.made
        #expect(made > 5)
        #expect(try await course.survey() == first)
        #expect(await course.bench.made == made)
    }
}

@Suite("변이를 보여주는 말")
struct LineChangeTests {
    @Test(
        "바뀐 줄만 보임",
        arguments: [
            ("a\nb\nc\n", "a\nx\nc\n", 2, ["- b", "+ x"]), ("a\nb\nc\n", "a\n\nc\n", 2, ["- b"]),
            ("  a()  \n", "  b()\n", 1, ["- a()", "+ b()"]), ("a\r\nb\r\n", "a\r\nc\r\n", 2, ["- b", "+ c"]),
            ("a\na\n", "a\na\na\n", 3, ["+ a"]),
        ])
    func lines(old: String, new: String, line: Int, diff: [String]) {
        let change = LineChange(from: Array(old.utf8), to: Array(new.utf8))
        #expect(change.lines == diff)
        #expect(change.line == line)
    }
}
