import Foundation
import Testing

@testable import HostCore

/// What the host says of tests that pass, fail and stop.
@Suite(.serialized) struct VerdictTests {
    static let right = [
        "testSum", "testThrowingSum", "testAsync", "testAsyncThrows", "testMain", "testMainAsync",
        "testExpectation", "testContract",
    ].map { "RightTests.\($0)" }

    @Test("A right solution passes every test, whichever mode its grader is compiled in", arguments: [5, 6])
    func passes(mode: Int) throws {
        let outcome = try HostProcess.run(Self.right, job: try (mode == 5 ? Job.mode5 : Job.mode6).get())
        for test in Self.right {
            #expect(outcome.status(test) == "passed", "\(test): \(String(describing: outcome[test]))")
        }
        #expect(outcome.exitCode == 0)
    }

    @Test("Records come in order: hello, opened, a start before each result, done with their number")
    func order() throws {
        let outcome = try HostProcess.run(Array(Self.right.prefix(2)))
        #expect(
            outcome.records.map(\.kind) == ["hello", "opened", "start", "result", "start", "result", "done"])
        #expect(try outcome.records[0].value("version") == "1")
        #expect(try outcome.records[0].value("threads") == "1")
        #expect(try outcome.records.last?.value("count") == "2")
    }

    @Test("Each failed assertion is told with its line in the grader and XCTest's words")
    func failures() throws {
        let outcome = try HostProcess.run(["WrongTests.testTwice"])
        let first = try Job.line("line: first", in: "Grader.swift")
        let second = try Job.line("line: second", in: "Grader.swift")
        #expect(outcome.status("WrongTests.testTwice") == "failed")
        #expect(
            outcome["WrongTests.testTwice"]?.values("failure") == [
                #"\#(first) XCTAssertEqual failed: ("3") is not equal to ("4") - "#,
                "\(second) XCTAssertTrue failed - 다섯이 아님",
            ])
    }

    @Test(
        "What a test throws is its failure",
        arguments: [
            ("WrongTests.testThrows", #"0 threw Broken(part: "b")"#),
            ("WrongTests.testAsyncThrows", #"0 threw Broken(part: "async")"#),
            ("WrongTests.testSkipped", "0 skipped: later"),
            ("SetUpFailsTests.testBody", #"0 threw Broken(part: "set-up")"#),
        ])
    func thrown(test: String, failure: String) throws {
        let outcome = try HostProcess.run([test])
        #expect(outcome.status(test) == "failed")
        #expect(outcome[test]?.values("failure") == [failure])
        #expect(outcome.output(test).isEmpty)
    }

    @Test("A nil in XCTUnwrap is one failure, and so is an expectation that nobody fulfilled")
    func toldOnce() throws {
        let tests = ["WrongTests.testUnwrap", "WrongTests.testUnfulfilled", "WrongTests.testStopsAtFirst"]
        let outcome = try HostProcess.run(tests)
        for test in tests {
            #expect(outcome.status(test) == "failed")
            #expect(outcome[test]?.values("failure").count == 1, "\(String(describing: outcome[test]))")
        }
    }

    @Test("At most 20 failures are kept, each at most 2 KB long, whichever threads they come from")
    func failureLimits() throws {
        let outcome = try HostProcess.run(
            ["WrongTests.testManyTimes", "WrongTests.testManyThreads", "WrongTests.testLong"])
        #expect(outcome["WrongTests.testManyTimes"]?.values("failure").count == 20)
        #expect(outcome["WrongTests.testManyThreads"]?.values("failure").count == 20)
        let long = try #require(outcome["WrongTests.testLong"]?.values("failure").first)
        #expect((2000...2060).contains(long.utf8.count))
        #expect(long.hasSuffix("가…"))
    }

    @Test("Set-up, body, blocks and tear-down run in XCTest's order, asynchronous ones included")
    func setUpAndTearDown() throws {
        let outcome = try HostProcess.run(["OrderTests.testOrder"])
        let failure = try #require(outcome["OrderTests.testOrder"]?.values("failure").first)
        #expect(failure.hasSuffix("class async throwing plain body async-block block down"), "\(failure)")
    }

    @Test("A crash in one test is told with its signal and leaves the others alone")
    func crash() throws {
        let outcome = try HostProcess.run([
            "RightTests.testSum", "EndingTests.testIndex", "RightTests.testAsync",
        ])
        #expect(outcome.status("EndingTests.testIndex") == "crashed")
        #expect(outcome["EndingTests.testIndex"]?.values("signal") == ["4"])
        #expect(outcome.status("RightTests.testSum") == "passed")
        #expect(outcome.status("RightTests.testAsync") == "passed")
    }

    @Test("A crash is told with the learner's line", arguments: ["index", "abort", "null", "stack"])
    func crashFrames(how: String) throws {
        let test = "EndingTests.test\(how.capitalized)"
        let outcome = try HostProcess.run([test])
        #expect(outcome.status(test) == "crashed")
        let frames = outcome[test]?.values("frame") ?? []
        #expect((1...32).contains(frames.count))
        let learner = try Job.mode6.get().learner.path
        let places = try Toolchain.shared.run(
            URL(fileURLWithPath: "/usr/bin/addr2line"), ["-e", learner] + frames.map { "0x\($0)" })
        let line = try Job.line("crash: \(how)", in: "Subject.swift")
        #expect(places.contains("Subject.swift:\(line)"), "\(places)")
    }

    @Test("A signal that the test sent itself is named, and a crash in a child of the test is not the test's")
    func signals() throws {
        let outcome = try HostProcess.run(["EndingTests.testTerminate", "OrdinaryTests.testCrashInChild"])
        #expect(outcome["EndingTests.testTerminate"]?.values("signal") == ["15"])
        #expect(outcome.status("OrdinaryTests.testCrashInChild") == "passed")
    }

    @Test("Leaving the process is a crash with that exit code, 0 as well")
    func leaving() throws {
        let outcome = try HostProcess.run([
            "EndingTests.testLeave", "EndingTests.testLeaveSeven", "RightTests.testSum",
        ])
        #expect(outcome.status("EndingTests.testLeave") == "crashed")
        #expect(outcome["EndingTests.testLeave"]?.values("exit_code") == ["0"])
        #expect(outcome["EndingTests.testLeaveSeven"]?.values("exit_code") == ["7"])
        #expect(outcome.status("RightTests.testSum") == "passed")
    }

    @Test(
        "A test finds what an ordinary program finds: descriptor 3 free, no input, one thread, locks that work"
    )
    func ordinary() throws {
        let tests = [
            "OrdinaryTests.testDescriptor", "OrdinaryTests.testInput", "OrdinaryTests.testOneThread",
            "OrdinaryTests.testMutex",
        ]
        let outcome = try HostProcess.run(tests)
        for test in tests {
            #expect(outcome.status(test) == "passed", "\(String(describing: outcome[test]))")
        }
    }
}
