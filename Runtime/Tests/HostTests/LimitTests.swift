import Foundation
import Glibc
import Testing

@testable import HostCore

/// Time, output, memory, processes, and what is gone afterwards.
@Suite(.serialized) struct LimitTests {
    @Test("A loop runs to the deadline; the tests after it have their results")
    func deadline() throws {
        let begin = ContinuousClock.now
        let outcome = try HostProcess.run(
            ["EndingTests.testSpin", "RightTests.testSum", "EndingTests.testSpinToo"], seconds: 4)
        #expect(outcome.status("EndingTests.testSpin") == "timed_out")
        #expect(outcome.status("RightTests.testSum") == "passed")
        #expect(outcome.status("EndingTests.testSpinToo") == "timed_out")
        #expect(ContinuousClock.now - begin < .seconds(40))
        #expect(outcome.exitCode == 0)
    }

    @Test("A test that was never started has no result")
    func neverStarted() throws {
        let outcome = try HostProcess.run(["EndingTests.testSpin", "RightTests.testSum"], seconds: 0.5)
        #expect(outcome.status("EndingTests.testSpin") == "timed_out")
        #expect(outcome["RightTests.testSum"] == nil)
        #expect(try outcome.records.last?.value("count") == "1")
    }

    @Test("Too much output ends the test; the first part is kept, cut between characters")
    func output() throws {
        let outcome = try HostProcess.run(["EndingTests.testShout", "RightTests.testSum"], outputKB: 7)
        let output = outcome.output("EndingTests.testShout")
        #expect(outcome.status("EndingTests.testShout") == "output_limit")
        #expect(outcome["EndingTests.testShout"]?.values("output_cut") == ["true"])
        #expect((7 * 1024 - 3...7 * 1024).contains(output.utf8.count))
        #expect(!output.contains("\u{FFFD}"))
        #expect(outcome.status("RightTests.testSum") == "passed")
    }

    @Test("Output over the limit is judged the same when the test was faster than the host")
    func outputOfEndedTest() throws {
        let outcome = try HostProcess.run(["EndingTests.testWhisper"], outputKB: 1)
        #expect(outcome.status("EndingTests.testWhisper") == "output_limit")
        let enough = try HostProcess.run(["EndingTests.testWhisper"], outputKB: 8)
        #expect(enough.status("EndingTests.testWhisper") == "passed")
        #expect(enough["EndingTests.testWhisper"]?.values("output_cut").isEmpty == true)
    }

    @Test(
        "Memory over the limit is told as such, in a child and in shared mappings as well",
        arguments: ["testHog", "testHogInChild", "testHogShared"])
    func memory(test: String) throws {
        let outcome = try HostProcess.run(["EndingTests.\(test)", "RightTests.testSum"], memoryMB: 96)
        #expect(outcome.status("EndingTests.\(test)") == "out_of_memory")
        #expect(outcome.status("RightTests.testSum") == "passed")
    }

    @Test("Memory that several processes share is counted once")
    func sharedMemory() throws {
        let outcome = try HostProcess.run(["EndingTests.testShare"], memoryMB: 250)
        #expect(outcome.status("EndingTests.testShare") == "passed")
    }

    @Test("Processes left behind are gone before the result is told", arguments: ["testChild", "testDaemon"])
    func leftBehind(test: String) throws {
        let begin = ContinuousClock.now
        let host = try HostProcess()
        _ = try host.receive()
        try host.send(HostProcess.order(["LeavingTests.\(test)"], job: try Job.mode6.get()))
        var result: Record?
        while result == nil, let record = try host.receive() {
            result = record.kind == "result" ? record : nil
        }
        let output = try #require(result?.values("output").first)
        let left = try #require(pid_t(output.split(separator: " ").last?.dropLast() ?? ""))
        errno = 0
        #expect(kill(left, 0) == -1 && errno == ESRCH)
        #expect(result?.values("status") == ["passed"])
        #expect(ContinuousClock.now - begin < .seconds(10))
    }

    @Test("Processes and threads of a test are limited")
    func processes() throws {
        let user = try UnprivilegedHost()
        let outcome = try HostProcess.run(
            ["LeavingTests.testForks"], processes: 20, host: user.host, prefix: user.prefix)
        let output = outcome.output("LeavingTests.testForks")
        let forks = try #require(Int(output.split(separator: " ").last?.dropLast() ?? ""))
        // One of the 20 is the test itself. Elsewhere this user may start or end something meanwhile.
        #expect(user.isAlone ? forks == 19 : (1..<200).contains(forks), "\(output)")
    }

    @Test("A fork bomb ends at the deadline, nothing of it is left, other tests have their results")
    func bomb() throws {
        let user = try UnprivilegedHost()
        let outcome = try HostProcess.run(
            ["LeavingTests.testBomb", "RightTests.testSum"], seconds: 4, processes: 30, host: user.host,
            prefix: user.prefix)
        #expect(["timed_out", "out_of_memory"].contains(outcome.status("LeavingTests.testBomb")))
        #expect(outcome.status("RightTests.testSum") == "passed")
        #expect(outcome.exitCode == 0)
        #expect(user.processCount == 0 || !user.isAlone)
    }

    @Test("When the tool goes away, the host ends and takes every test with it")
    func hangUp() throws {
        let host = try HostProcess()
        _ = try host.receive()
        try host.send(HostProcess.order(["EndingTests.testSpin"], job: try Job.mode6.get()))
        while let record = try host.receive(), record.kind != "start" {}
        let children = {
            try String(contentsOfFile: "/proc/\(host.pid)/task/\(host.pid)/children", encoding: .utf8)
        }
        var test: pid_t?
        while test == nil {
            test = try children().split(separator: " ").first.flatMap { pid_t($0) }
        }
        host.hangUp()
        #expect(host.waitForExit() == 1)
        errno = 0
        #expect(kill(try #require(test), 0) == -1 && errno == ESRCH)
    }
}
