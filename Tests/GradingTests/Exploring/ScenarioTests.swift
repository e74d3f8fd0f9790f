import Course
import Foundation
import Testing
import Verdicts

@testable import Grading

@Suite("시험이 탐색한 것을 판정함")
struct ScenarioTests {
    private let exercise = Exercise(
        slug: "hit-counter", directory: "/", title: "", summary: "", kind: .explore,
        tests: ["T.testName": .init(show: .name), "T.testSilent": .init(show: .silent)])

    private func record(_ fields: [(String, String)], status: String = "passed") -> Record {
        Record("result", [("index", "0"), ("status", status), ("seconds", "0.0100")] + fields)
    }

    private func explored(_ more: [(String, String)] = [], exhausted: Bool = false) -> [(String, String)] {
        [
            ("explored", "12 두 스레드: 한 번씩"), ("exhausted", "\(exhausted)"), ("executions", "6"),
            ("schedules", "9"), ("limited", "0"), ("repeatable", "true"),
        ] + more + [("untold", "0")]
    }

    private func finding(_ kind: Finding.Kind, signal: Int32? = nil) -> Finding {
        Finding(kind: kind, schedule: 3, signal: signal)
    }

    private func judged(
        _ record: Record, name: String = "T.test", _ findings: [[Finding]]
    ) -> (test: TestResult, findings: [Finding]) {
        var report = HostSession.Report()
        report.results[0] = record
        report.started = [0]
        let judge = Judge(
            exercise: exercise,
            tests: [TestCase(type: "T", method: String(name.dropFirst(2)), title: "제목", isAsync: false)],
            names: [:])
        let explored = [
            0: zip(ExploredScenario.all(in: record), findings).map { JudgedScenario($0, findings: $1) }
        ]
        return (
            judge.results(of: report, places: [:], explored: explored)[0], judge.findings(in: explored)
        )
    }

    // MARK: The record

    @Test("몇 개의 순서에서 일어나는지는 바로 앞의 것에 대한 말이고, 모두 돌린 때에만 있음")
    func orderCounts() throws {
        let race = try String(
            decoding: #require(ExplorationRecordTests.stream("explore-race").dropFirst().first), as: UTF8.self
        )
        func orders(_ more: [(String, String)]) -> [Finding.Orders?] {
            ExploredScenario.all(in: record(explored(more))).flatMap(\.findings).map(\.orders)
        }
        #expect(
            orders([("orders", "4"), ("finding", race), ("shown", "2"), ("finding", race), ("shown", "4")])
                == [Finding.Orders(all: 4, shown: 2), Finding.Orders(all: 4, shown: 4)])
        #expect(orders([("orders", "0"), ("finding", race), ("shown", "2")]) == [nil])
        #expect(orders([("orders", "4"), ("finding", race), ("shown", "5")]) == [nil])
        #expect(orders([("shown", "1"), ("finding", race)]) == [nil])
        let waits = ExploredScenario.all(in: record(explored([("assumes_waiting", "true")])))
        #expect(waits.map(\.assumesWaiting) == [true])
    }

    @Test("기록에서 시나리오마다 제목, 개수, 찾은 것을 읽음")
    func reads() throws {
        let race = try String(
            decoding: #require(ExplorationRecordTests.stream("explore-race").dropFirst().first), as: UTF8.self
        )
        let record = record(
            [("failure", "3 explored: 2")]
                + explored([("finding", race), ("finding", "{\"record\":\"none\"")])
                + explored(exhausted: true) + [("output", "explored: 1\n")], status: "failed")
        let read = try #require(Record(body: record.frame.dropFirst(4)))
        let scenarios = ExploredScenario.all(in: read)
        #expect(scenarios.map(\.title) == ["두 스레드: 한 번씩", "두 스레드: 한 번씩"])
        #expect(scenarios.map(\.isExhausted) == [false, true])
        #expect(scenarios[0].findings.map(\.kind) == ["data_race"])
        // What is no finding is not forgotten.
        #expect(scenarios.map(\.untold) == [1, 0])
        #expect(scenarios[1].executions == 6 && scenarios[1].schedules == 9)
    }

    @Test("탐색하지 않은 시험에는 시나리오가 없음")
    func plain() {
        #expect(ExploredScenario.all(in: record([("output", "explored: x")])).isEmpty)
    }

    // MARK: The status

    @Test(
        "찾은 것이 시험의 상태를 정함",
        arguments: [
            (Finding.Kind.dataRace, nil, TestStatus.failed), (.assertion, nil, .failed),
            (.assertion, 5, .crashed), (.crash, 11, .crashed), (.deadlock, nil, .deadlocked),
            (.lostWakeup, nil, .deadlocked), (.livelock, nil, .deadlocked), (.destroyedLock, nil, .failed),
            (.leakedThread, nil, .failed), (.uncontrolled, nil, .failed),
        ] as [(Finding.Kind, Int32?, TestStatus)])
    func status(kind: Finding.Kind, signal: Int32?, status: TestStatus) {
        let record = record([("failure", "12 explored: 1")] + explored(), status: "failed")
        let (test, findings) = judged(record, [[finding(kind, signal: signal)]])
        #expect(test.status == status)
        // The finding tells it.
        #expect(test.message == nil)
        #expect(findings.count == 1)
    }

    @Test("가장 나쁜 것이 정함: 데드락, 크래시, 그 밖의 것")
    func worst() {
        let record = record(explored() + explored(), status: "failed")
        let races = [finding(.dataRace), finding(.crash, signal: 11)]
        #expect(judged(record, [races, [finding(.deadlock)]]).test.status == .deadlocked)
        #expect(judged(record, [races, []]).test.status == .crashed)
    }

    @Test("찾은 것이 있으면 통과했다는 말을 믿지 않음")
    func neverPassed() {
        #expect(judged(record(explored()), [[finding(.dataRace)]]).test.status == .failed)
        let (hidden, _) = judged(record(explored([("untold", "1")])), [[]])
        #expect(hidden.status == .failed && hidden.message == Wording.foundUntold)
    }

    @Test("끝까지 간 순서가 하나도 없으면 통과가 아님")
    func neverEnded() {
        let record = record([
            ("explored", "1 돎"), ("exhausted", "false"), ("executions", "0"), ("schedules", "5"),
            ("limited", "5"), ("repeatable", "true"), ("untold", "0"),
        ])
        let (test, _) = judged(record, [[]])
        #expect(test.status == .failed && test.message == Wording.neverEnded)
    }

    @Test("끝나지 않은 순서가 하나라도 있으면 통과가 아니고, 찾은 것이 있으면 그것이 말함")
    func unended() {
        let cut = [
            ("explored", "1 돎"), ("exhausted", "false"), ("executions", "1"), ("schedules", "3"),
            ("limited", "2"), ("repeatable", "true"), ("untold", "0"),
        ]
        let (test, _) = judged(record(cut), [[]])
        #expect(test.status == .failed && test.message == Wording.unended(2, of: 3))
        let (found, _) = judged(record(cut), [[finding(.livelock)]])
        #expect(found.status == .deadlocked && found.message == nil)
    }

    @Test(
        "탐색기가 보지 못하는 코드가 있을 수 있으면 모든 순서를 보았다고 하지 않음",
        arguments: [
            ("final class A { deinit { close() } }", true), ("lines.map(\\.count)", true),
            ("let path = \\Worker.name", true), ("print(\"\\(count)개, \\n\")", false),
            ("// deinit\nlet deinitialized = 1", false), ("", false),
        ])
    func unseen(code: String, isPossible: Bool) {
        let files = [Submission.File(name: "A.swift", bytes: Array(code.utf8))]
        #expect(UnseenCode.isPossible(in: files) == isPossible)
        let all = ExploredScenario.all(in: record(explored(exhausted: true)))
        let judged = all.map { JudgedScenario($0, findings: [], isAllSeen: !isPossible).result.isExhausted }
        #expect(judged == [!isPossible])
    }

    @Test("시험의 기대와 실제는 찾은 것과 함께 남고, 자리만 채운 실패는 보이지 않음")
    func words() {
        let failures = [
            ("failure", "9 XCTAssertEqual failed: (\"1\") is not equal to (\"2\")"),
            ("failure", "12 explored: 1"),
        ]
        let (test, _) = judged(record(failures + explored(), status: "failed"), [[finding(.assertion)]])
        #expect(test.status == .failed)
        #expect(test.message == "기대 2 · 실제 1")
    }

    @Test("시간 초과는 찾은 것이 있어도 시간 초과임")
    func timedOut() {
        let (test, findings) = judged(record(explored(), status: "timed_out"), [[finding(.dataRace)]])
        #expect(test.status == .timedOut && findings.count == 1)
    }

    @Test("탐색할 수 없는 컴퓨터는 낸 사람의 잘못이 아님")
    func explorerFault() {
        var report = HostSession.Report()
        report.results[0] = record(
            [("failure", "4 explore: no process for schedules")], status: "failed")
        #expect(Judge.explorerFault(in: report) == "explore: no process for schedules")
        report.results[0] = record([("failure", "4 explored: 2"), ("failure", "5 failed - explore: x")])
        #expect(Judge.explorerFault(in: report) == nil)
    }

    // MARK: What is told

    @Test("통과한 시험은 모두 확인했는지, 얼마나 보았는지를 말함")
    func counts() {
        let proven = judged(record(explored(exhausted: true)), [[]]).test
        #expect(proven.status == .passed)
        #expect(
            proven.scenarios == [
                ScenarioResult(
                    title: "두 스레드: 한 번씩", isExhausted: true, orders: 6, assumesWaiting: false)
            ])
        let sampled = judged(record(explored()), [[]]).test
        #expect(sampled.scenarios.map(\.isExhausted) == [false] && sampled.scenarios.map(\.orders) == [9])
    }

    @Test("찾은 것이 있는 시나리오는 모두 확인한 것이 아님")
    func notExhausted() {
        let (test, _) = judged(record(explored(exhausted: true)), [[finding(.deadlock)]])
        #expect(test.scenarios.map(\.isExhausted) == [false] && test.scenarios.map(\.findings) == [1])
    }

    @Test("보이지 않기로 한 시험에서 찾은 것은 보이지 않음", arguments: ["T.testName", "T.testSilent"])
    func hidden(name: String) {
        let (test, findings) = judged(
            record(explored(), status: "failed"), name: name, [[finding(.deadlock)]])
        #expect(test.status == .deadlocked)
        #expect(findings.isEmpty && test.scenarios.isEmpty)
    }
}
