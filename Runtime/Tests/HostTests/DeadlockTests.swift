import Foundation
import Testing

@testable import HostCore

/// Tests that wait for themselves end at once; tests that wait for something that comes are left alone.
@Suite(.serialized) struct DeadlockTests {
    struct Case: CustomTestStringConvertible {
        let test: String
        let blocked: Int?
        /// Marks of the fixture's lines where the threads stand.
        let marks: [String]
        var testDescription: String { test }
    }

    static let waiting = [
        Case(test: "testLocks", blocked: 2, marks: ["main", "other"]),
        Case(test: "testTwice", blocked: 1, marks: ["twice"]),
        Case(test: "testSemaphore", blocked: 1, marks: ["semaphore"]),
        Case(test: "testCondition", blocked: 1, marks: ["condition"]),
        Case(test: "testQueue", blocked: nil, marks: ["worker", "group"]),
        Case(test: "testContinuation", blocked: nil, marks: []),
        Case(test: "testPipes", blocked: 2, marks: ["pipe"]),
        Case(test: "testChild", blocked: 2, marks: ["child"]),
        Case(test: "testSockets", blocked: 2, marks: ["socket"]),
        Case(test: "testJoin", blocked: 2, marks: ["poll"]),
        Case(test: "testFullPool", blocked: nil, marks: ["pool"]),
        Case(test: "testAfterWork", blocked: nil, marks: ["semaphore"]),
    ]

    @Test("A test whose threads all wait is deadlocked, with their lines", arguments: waiting)
    func stuck(_ stuck: Case) throws {
        let test = "StuckTests.\(stuck.test)"
        let outcome = try HostProcess.run([test, "RightTests.testSum"])
        #expect(outcome.status(test) == "deadlocked", "\(String(describing: outcome[test]))")
        let blocked = Int(outcome[test]?.values("blocked").first ?? "")
        #expect(blocked == stuck.blocked ?? blocked && (blocked ?? 0) > 0)
        #expect(outcome.status("RightTests.testSum") == "passed")
        let innermost = (outcome[test]?.values("waiting") ?? []).map { $0.split(separator: " ").first ?? "" }
        let places = try Toolchain.shared.run(
            URL(fileURLWithPath: "/usr/bin/addr2line"),
            ["-e", try Job.mode6.get().learner.path] + innermost.map { "0x\($0)" })
        for mark in stuck.marks {
            let line = try Job.line("stuck: \(mark)", in: "SubjectWaiting.swift")
            #expect(places.contains("SubjectWaiting.swift:\(line)\n"), "\(places)")
        }
        #expect(!stuck.marks.isEmpty || innermost.isEmpty)
    }

    @Test("It is told long before the deadline")
    func atOnce() throws {
        let outcome = try HostProcess.run(["StuckTests.testLocks"], seconds: 60)
        let seconds = Double(outcome["StuckTests.testLocks"]?.values("seconds").first ?? "")
        #expect((0.3...5).contains(try #require(seconds)))
    }

    static let honest = [
        "testSleep", "testSemaphore", "testLaterBlock", "testTimerSource", "testTask", "testTimer",
        "testChild",
        "testProgram", "testAlarmedChild", "testPoll", "testReceive", "testComputing", "testCondition",
        "testFullPool", "testAlarm", "testInterval", "testTimerDescriptor", "testToAndFro", "testExpectation",
        "testAsyncExpectation", "testMainActor",
    ]

    @Test("A test that waits for what comes is not deadlocked", arguments: honest)
    func patient(_ name: String) throws {
        let test = "PatientTests.\(name)"
        let outcome = try HostProcess.run([test])
        #expect(outcome.status(test) == "passed", "\(String(describing: outcome[test]))")
        let seconds = Double(outcome[test]?.values("seconds").first ?? "") ?? 0
        // When Dispatch starts one more worker is Dispatch's business: seldom at once, mostly at its next look, a second later.
        guard name != "testFullPool" else { return }
        #expect(seconds > 0.6, "it did not wait long enough to prove anything")
    }

    @Test("All of them beside each other on a busy machine neither")
    func patientTogether() throws {
        let tests = Self.honest.map { "PatientTests.\($0)" }
        let outcome = try HostProcess.run(tests, seconds: 60)
        for test in tests {
            #expect(outcome.status(test) == "passed", "\(test): \(String(describing: outcome[test]))")
        }
    }
}
