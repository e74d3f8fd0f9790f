import Foundation
import GraderKit
import Testing

@testable import HostCore

/// What a host that explores says of scenarios.
@Suite(.serialized) struct ScenarioTests {
    private static func run(_ tests: [String], more: [(String, String)] = [], seconds: Double = 60) throws
        -> HostProcess.Outcome
    {
        // As an exercise of this kind is graded: tests may make threads, and nothing else.
        try HostProcess.run(
            tests.map(\.inScenarios), job: try Job.scenarios.get(), seconds: seconds,
            host: Toolchain.shared.exploringHost, more: [("exec", "no"), ("sockets", "no")] + more)
    }

    private static func run(_ test: String) throws -> Told {
        try Told(of: test, in: try run([test]))
    }

    @Test(
        "Where all is well every order is run, as many as there are classes",
        arguments: [
            ("testLocked", 2), ("testMutex", 2), ("testThree", 90), ("testSpin", 3), ("testAlone", 1),
        ])
    func exhausts(test: String, executions: Int) throws {
        let told = try Self.run(test)
        #expect(told.status == "passed")
        #expect(told.scenarios.count == 1)
        #expect(told.scenarios.first?.exploration.isExhausted == true)
        #expect(told.scenarios.first?.exploration.executions == executions)
        #expect(told.scenarios.first?.exploration.findings == [])
    }

    @Test("Foundation's threads are explored as well")
    func foundation() throws {
        let told = try Self.run("testFoundation")
        #expect(told.status == "passed")
        #expect(told.scenarios.first?.exploration.isExhausted == true)
        #expect((told.scenarios.first?.exploration.executions ?? 0) > 2)
    }

    @Test("A racy counter is told by its race and by the number that was lost")
    func racy() throws {
        let told = try Self.run("testRacy")
        let line = try Job.line("line: racy", in: "Scenarios/Grader.swift")
        #expect(told.status == "failed")
        #expect(told.failures.first?.hasPrefix("\(line) XCTAssertEqual failed: (\"1\")") == true)
        #expect(Set(told.findings.map(\.kind)) == ["data_race", "assertion"])
        let lost = try #require(told.findings.last)
        #expect(lost.kind == "assertion")
        // Both read before either writes.
        let counter = try #require(lost.steps.last { $0.action == "write" }?.object)
        let steps = lost.steps.filter { $0.object == counter && $0.size == 8 }
        #expect(Set(steps.prefix(2).map(\.thread)).count == 2)
        #expect(steps.map(\.action) == ["read", "read", "write", "write"])
        #expect(steps.map(\.value) == ["0x0", "0x0", "0x1", "0x1"])
    }

    @Test("In how many of all orders something comes about is told where all were run")
    func counts() throws {
        let racy = try #require(try Self.run("testRacy").scenarios.first?.exploration)
        // `+=` announces its write before it reads, so that each thread has three accesses that meet the other's; only
        // two reads beside each other may change places. Both read before either writes in eight of the sixteen.
        #expect(racy.orders == 16)
        #expect(racy.shown.count == racy.findings.count && racy.shown.last == 8)
        let stuck = try #require(try Self.run("testDeadlock").scenarios.first?.exploration)
        #expect(stuck.orders == 3 && stuck.shown == [1])
        // A trap leaves no process in which to go on.
        let trapped = try #require(try Self.run("testTrap").scenarios.first?.exploration)
        #expect(trapped.orders == 0 && trapped.shown.isEmpty)
    }

    @Test(
        "What is told interrupts no more than it must",
        arguments: ["testRacy", "testDeadlock", "testSometimes"])
    func shortens(test: String) throws {
        let finding = try #require(try Self.run(test).findings.last)
        #expect(finding.minimum && finding.preemptions <= 1)
    }

    @Test("One schedule of one scenario can be run alone, and shows the same")
    func replays() throws {
        for test in ["testRacy", "testDeadlock", "testTrap"] {
            let found = try Self.run(test)
            let finding = try #require(found.findings.last)
            let title = try #require(found.scenarios.first?.title)
            let outcome = try Self.run([test], more: [("replay", "\(finding.choices) \(title)")])
            let again = try Told(of: test, in: outcome)
            #expect(again.scenarios.count == 1)
            let kinds = again.findings.map(\.kind)
            #expect(kinds.last == finding.kind, "\(test): \(kinds)")
            #expect(again.findings.last?.choices == finding.choices)
            #expect(again.scenarios.first?.exploration.schedules == 2, "one of them warms up")
        }
    }

    @Test("Of other scenarios nothing is run in a replay")
    func replaysNothingElse() throws {
        let outcome = try Self.run(["testTwice"], more: [("replay", "0 다음")])
        #expect(try Told(of: "testTwice", in: outcome).scenarios.map(\.title) == ["다음"])
    }

    @Test("Places are offsets in the learner's library")
    func places() throws {
        let told = try Self.run("testRacy")
        let symbolizer = Toolchain.shared.root.appending(path: "bin/llvm-symbolizer")
        let race = try #require(told.findings.first { $0.kind == "data_race" })
        let places = (race.race ?? []).compactMap { race.steps[$0].pc }
        #expect(places.count == 2)
        let line = try Job.line("race", in: "Scenarios/Shared.swift")
        let texts = try places.map { place in
            let offset = try #require(UInt64(place.dropFirst(2), radix: 16)) - 1
            return try Toolchain.shared.run(
                symbolizer, ["-e", try Job.scenarios.get().learner.path, "0x" + String(offset, radix: 16)])
        }
        // What the compiler marks before an access as a whole has no line of its own.
        #expect(texts.allSatisfy { $0.contains("RacyCounterC9increment") })
        #expect(texts.contains { $0.contains("Shared.swift:\(line):") }, "\(texts)")
    }

    @Test("A deadlock is found, told with who waits for whom, and the test goes on behind it")
    func deadlock() throws {
        let told = try Self.run("testDeadlock")
        #expect(told.findings.map(\.kind) == ["deadlock"])
        let waiting = told.findings.first?.waiting.filter { $0.action == "lock" } ?? []
        #expect(waiting.map(\.thread).sorted() == [1, 2])
        #expect(waiting.map(\.held_by).sorted { $0[0] < $1[0] } == [[1], [2]])
        #expect(told.failures.count == 2 && told.failures[1].hasSuffix("뒤에 이어짐"))
    }

    @Test("A lost wakeup is one")
    func lostWakeup() throws {
        #expect(try Self.run("testLostWakeup").findings.map(\.kind) == ["lost_wakeup"])
    }

    @Test("In a meeting of the grader those who can meet do in every order; those who cannot wait for good")
    func meets() throws {
        let met = try Self.run("testMeeting")
        #expect(met.status == "passed")
        #expect(met.scenarios.first?.exploration.isExhausted == true)
        // More than one order: were the meeting's lock not seen, one would be all.
        #expect((met.scenarios.first?.exploration.executions ?? 0) > 1)
        let apart = try Self.run("testNeverMeets")
        #expect(apart.findings.count == 1)
        #expect(["deadlock", "lost_wakeup"].contains(apart.findings.first?.kind))
    }

    @Test("A trap ends the schedule, not the test: it is an assertion with its words and its line")
    func trap() throws {
        let told = try Self.run("testTrap")
        #expect(told.status == "failed")
        #expect(told.findings.map(\.kind) == ["assertion"])
        #expect(told.findings.first?.signal != 0)
        #expect(told.findings.first?.error.contains("수가 사라짐") == true)
        #expect(told.findings.first?.steps.last?.action == "fail")
        #expect(told.findings.first?.steps.last?.pc != nil)
    }

    @Test("An assertion that fails in some orders only fails the test, with the grader's line")
    func sometimes() throws {
        let told = try Self.run("testSometimes")
        let line = try Job.line("line: sometimes", in: "Scenarios/Grader.swift")
        #expect(told.findings.map(\.kind) == ["assertion"])
        #expect(
            told.failures == [
                "\(line) XCTAssertEqual failed: (\"1\") is not equal to (\"2\") - 하나가 사라짐"
            ])
        #expect((told.scenarios.first?.exploration.executions ?? 0) > 0)
    }

    @Test("What the body throws is a failure")
    func thrown() throws {
        let told = try Self.run("testThrow")
        #expect(told.failures == ["0 threw Thrown()"])
        #expect(told.findings.map(\.kind) == ["assertion"])
    }

    @Test("Globals and `static let` start afresh in every schedule, and the test's own stay as they were")
    func state() throws {
        for test in ["testGlobal", "testStatic"] {
            let told = try Self.run(test)
            #expect(told.status == "passed", "\(test): \(told.failures)")
            #expect(told.scenarios.first?.exploration.isExhausted == true)
            #expect((told.scenarios.first?.exploration.executions ?? 0) > 1)
        }
    }

    @Test("Two scenarios of a test are told in order, each with its own findings")
    func twice() throws {
        let told = try Self.run("testTwice")
        #expect(told.scenarios.map(\.title) == ["먼저", "다음"])
        #expect(told.scenarios.map { $0.exploration.findings.isEmpty } == [true, false])
        #expect(Set(told.findings.map(\.kind)) == ["data_race"])
        #expect(told.failures.count == 1 && told.failures[0].contains("explored: "))
    }

    @Test("What is wrong in every order is found in the first")
    func alwaysWrong() throws {
        let told = try Self.run("testAlwaysWrong")
        #expect(told.findings.map(\.kind) == ["assertion"])
        #expect(told.scenarios.first?.exploration.schedules == 1)
    }

    @Test("A test that stops at its first failure stops behind the scenario, which is told")
    func stops() throws {
        let told = try Self.run("testStops")
        #expect(told.failures.count == 1)
        #expect(told.findings.map(\.kind) == ["assertion"])
    }

    @Test("To leave in the middle of a schedule is no way out")
    func leaves() throws {
        let told = try Self.run("testLeaves")
        #expect(told.status == "failed")
        #expect(told.findings.map(\.kind) == ["crash"])
        #expect(told.findings.first?.exit == 0 && told.findings.first?.signal == 0)
    }

    @Test(
        "What is not controlled is named and never explored wrongly",
        arguments: [
            ("testReads", "read"), ("testDispatch", "dispatch_async"), ("testLater", "dispatch_after"),
            ("testTask", "swift_task_create"),
        ])
    func uncontrolled(test: String, call: String) throws {
        let told = try Self.run(test)
        #expect(told.status == "failed")
        #expect(told.findings.map(\.kind) == ["uncontrolled"])
        #expect(told.findings.first?.call == call)
    }

    @Test("What schedules print is theirs; what the test prints is told")
    func prints() throws {
        let told = try Self.run("testPrints")
        #expect(told.status == "passed")
        #expect(told.output == "끝\n")
    }

    @Test("What cannot be exhausted is sampled, and never called exhausted")
    func samples() throws {
        let told = try Self.run("testMany")
        let exploration = try #require(told.scenarios.first?.exploration)
        #expect(told.status == "passed")
        #expect(!exploration.isExhausted && exploration.isRepeatable)
        #expect(exploration.schedules > exploration.executions)
    }

    @Test("A body that does not do the same again is said not to")
    func moody() throws {
        let exploration = try #require(try Self.run("testMoody").scenarios.first?.exploration)
        #expect(!exploration.isRepeatable && !exploration.isExhausted)
        #expect(exploration.schedules > 1)
    }

    @Test("Threads that never end hold nothing up")
    func leftBehind() throws {
        let told = try Self.run("testLeftBehind")
        #expect(told.status == "passed", "\(told.failures)")
        #expect(told.findings.isEmpty)
    }

    @Test("A report has room for long findings; what does not fit is cut or counted")
    func long() throws {
        let told = try Self.run("testLong")
        #expect(told.status == "failed")
        #expect(told.scenarios.count == 2)
        #expect((1...16).contains(told.findings.count))
        #expect(told.findings.allSatisfy { !$0.steps.isEmpty && $0.omitted > 0 })
        #expect(told.scenarios.last?.title.hasSuffix("…") == true)
    }

    @Test("What a record escapes has room as well")
    func percents() throws {
        let told = try Self.run("testPercents")
        #expect(told.status == "failed")
        #expect(told.findings.first?.output.hasPrefix("%%%") == true)
    }

    @Test("A scenario within a scenario is told to be none")
    func nested() throws {
        let told = try Self.run("testNested")
        #expect(told.failures.count == 1)
        #expect(told.failures.first?.hasSuffix("explore: called inside a scenario") == true)
    }

    @Test("The learner's code makes no process, before and after a scenario")
    func fork() throws {
        let told = try Self.run("testFork")
        #expect(told.status == "passed", "\(told.failures)")
        #expect(told.scenarios.first?.exploration.isExhausted == true)
    }

    @Test("A thread that the runtime made for the learner is one of the schedule's, never one beside it")
    func startedByRuntime() throws {
        let told = try Self.run("testServerKit")
        #expect(told.status == "failed")
        #expect(Set(told.findings.map(\.kind)) == ["data_race", "assertion"])
    }

    @Test("Outside scenarios everything is as in the plain host")
    func plain() throws {
        let outcome = try Self.run(["testPlain"])
        #expect(outcome.status("testPlain".inScenarios) == "passed", "\(outcome)")
        let stuck = try Self.run(["testPlainDeadlock"])
        #expect(stuck.status("testPlainDeadlock".inScenarios) == "deadlocked")
    }

    @Test("A host that does not explore says so, and the test fails")
    func plainHost() throws {
        let outcome = try HostProcess.run(
            ["testLocked".inScenarios], job: try Job.unmarkedScenarios.get(),
            more: [("exec", "no"), ("sockets", "no")])
        let told = try Told(of: "testLocked", in: outcome)
        #expect(told.status == "failed")
        #expect(told.failures.first?.hasSuffix("explore: this exercise is not of kind explore") == true)
        #expect(told.scenarios.isEmpty)
    }

    @Test("A hundred repetitions tell the same, byte for byte")
    func repeats() throws {
        let tests = ["testRacy", "testFoundation", "testTrap", "testDeadlock"]
        var first: [String: Record] = [:]
        for repetition in 0..<100 {
            let outcome = try Self.run(tests)
            for test in tests.map(\.inScenarios) {
                let record = try #require(outcome[test]?.withoutTime)
                first[test] = first[test] ?? record
                #expect(record == first[test], "\(test), repetition \(repetition)")
            }
        }
    }

    @Test("As a user for whom the kernel limits processes, threads of schedules count among the test's")
    func limitedUser() throws {
        let user = try UnprivilegedHost(of: Toolchain.shared.exploringHost)
        func run(processes: Int) throws -> Told {
            let outcome = try HostProcess.run(
                ["testThree".inScenarios], job: try Job.scenarios.get(), processes: processes,
                host: user.host, prefix: user.prefix, more: [("exec", "no"), ("sockets", "no")])
            return try Told(of: "testThree", in: outcome)
        }
        #expect(try run(processes: 64).status == "passed")
        // One for the test, one for the worker: no thread is left to run a schedule on.
        #expect(try run(processes: 2).status == "failed")
    }
}

extension String {
    /// The name of a test in `Fixtures/Scenarios`.
    fileprivate var inScenarios: String { "ScenarioTests." + self }
}

extension Record {
    fileprivate var withoutTime: Record {
        fields.filter { $0.key != "seconds" && $0.key != "index" }.reduce(into: Record(kind)) {
            $0.add($1.key, $1.value)
        }
    }
}

/// What one test has told, its findings read as the tool reads them.
private struct Told {
    let status: String
    let failures: [String]
    let output: String
    let scenarios: [ExploredScenario]
    let findings: [Finding]

    struct Finding: Decodable {
        struct Step: Decodable {
            let thread: Int
            let action: String
            let object: Int?
            let size: Int
            let value: String?
            let pc: String?
        }
        struct Waiting: Decodable {
            let thread: Int
            let action: String
            let held_by: [Int]
        }
        let record: String
        let kind: String
        let choices: String
        let preemptions: Int
        let minimum: Bool
        let omitted: Int
        let steps: [Step]
        let waiting: [Waiting]
        let race: [Int]?
        let signal: Int
        let exit: Int
        let call: String?
        let output: String
        let error: String
    }

    init(of test: String, in outcome: HostProcess.Outcome) throws {
        let record = try #require(outcome[test.inScenarios], "\(outcome.records)")
        status = try record.value("status")
        failures = record.values("failure")
        output = record.values("output").first ?? ""
        scenarios = try record.scenarios()
        findings = try scenarios.flatMap(\.exploration.findings).map {
            try JSONDecoder().decode(Finding.self, from: Data($0.utf8))
        }
    }
}
