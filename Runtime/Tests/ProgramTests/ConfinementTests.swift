import Foundation
import Glibc
import Testing

/// What a program under test can do to its surroundings, asked of one that does what the grader says.
@Suite("A program under test and its surroundings")
struct ConfinementTests {
    static let tests = [
        "testSeesNothingOfTheGrader", "testSeesItsOwn", "testDispatchLooksAfterItsThreads",
        "testCannotSignalOutside", "testGetsWhatItWasGiven",
        "testFaultsAreItsOwn", "testServerKitLosesNothing", "testFaultsFailAsTold", "testDescriptorLimit",
        "testCrashIsTold", "testSilenceIsTold", "testSignals",
        "testEverythingIsEnded", "testPrintsMuch",
    ]

    static let build = Result {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Probe")
        return try GradedBuild(
            module: "Probe", sources: folder.appending(path: "Learner"),
            program: folder.appending(path: "Program"), grader: folder.appending(path: "Grader"))
    }

    private func run(_ test: String) throws -> HostRun {
        let build = try Self.build.get()
        return try HostRun(
            build, tests: ["ProbeTests.\(test)"],
            environment: [
                "HIDDEN_GRADER": build.grader.path, "HIDDEN_LEARNER": build.learner.path,
                "HIDDEN_HOST": build.toolchain.host.path,
            ])
    }

    @Test("Each promise of the grader's tests holds", arguments: tests)
    func holds(test: String) throws {
        let run = try run(test)
        #expect(run.status("ProbeTests.\(test)") == "passed", "\(run.said("ProbeTests.\(test)"))")
    }

    @Test("What a test leaves running is gone when its result is out")
    func swept() throws {
        let run = try run("testLeavesADaemonBehind")
        let pid = try #require(
            run.said("ProbeTests.testLeavesADaemonBehind").firstMatch(of: #/left (\d+)/#).flatMap {
                pid_t($0.1)
            })
        #expect(kill(pid, 0) == -1 && errno == ESRCH)
    }
}
