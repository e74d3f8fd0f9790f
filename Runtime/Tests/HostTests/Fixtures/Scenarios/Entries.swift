// What the tool generates for the grader's module.
import GraderKit

typealias XCTestCase = GraderKit.GradedCase

@_cdecl("sil_entries") func silEntries() -> UnsafeMutableRawPointer {
    GraderKit.register([
        GradedTest("ScenarioTests.testRacy", ScenarioTests.self) { $0.testRacy() },
        GradedTest("ScenarioTests.testLocked", ScenarioTests.self) { $0.testLocked() },
        GradedTest("ScenarioTests.testMutex", ScenarioTests.self) { $0.testMutex() },
        GradedTest("ScenarioTests.testFoundation", ScenarioTests.self) { $0.testFoundation() },
        GradedTest("ScenarioTests.testThree", ScenarioTests.self) { $0.testThree() },
        GradedTest("ScenarioTests.testDeadlock", ScenarioTests.self) { $0.testDeadlock() },
        GradedTest("ScenarioTests.testMeeting", ScenarioTests.self) { $0.testMeeting() },
        GradedTest("ScenarioTests.testNeverMeets", ScenarioTests.self) { $0.testNeverMeets() },
        GradedTest("ScenarioTests.testTrap", ScenarioTests.self) { $0.testTrap() },
        GradedTest("ScenarioTests.testSometimes", ScenarioTests.self) { $0.testSometimes() },
        GradedTest("ScenarioTests.testThrow", ScenarioTests.self) { $0.testThrow() },
        GradedTest("ScenarioTests.testGlobal", ScenarioTests.self) { $0.testGlobal() },
        GradedTest("ScenarioTests.testStatic", ScenarioTests.self) { $0.testStatic() },
        GradedTest("ScenarioTests.testSpin", ScenarioTests.self) { $0.testSpin() },
        GradedTest("ScenarioTests.testLostWakeup", ScenarioTests.self) { $0.testLostWakeup() },
        GradedTest("ScenarioTests.testTwice", ScenarioTests.self) { $0.testTwice() },
        GradedTest("ScenarioTests.testAlone", ScenarioTests.self) { $0.testAlone() },
        GradedTest("ScenarioTests.testAlwaysWrong", ScenarioTests.self) { $0.testAlwaysWrong() },
        GradedTest("ScenarioTests.testStops", ScenarioTests.self) { $0.testStops() },
        GradedTest("ScenarioTests.testLeaves", ScenarioTests.self) { $0.testLeaves() },
        GradedTest("ScenarioTests.testReads", ScenarioTests.self) { $0.testReads() },
        GradedTest("ScenarioTests.testPrints", ScenarioTests.self) { $0.testPrints() },
        GradedTest("ScenarioTests.testMany", ScenarioTests.self) { $0.testMany() },
        GradedTest("ScenarioTests.testMoody", ScenarioTests.self) { $0.testMoody() },
        GradedTest("ScenarioTests.testFork", ScenarioTests.self) { $0.testFork() },
        GradedTest("ScenarioTests.testDispatch", ScenarioTests.self) { $0.testDispatch() },
        GradedTest("ScenarioTests.testLater", ScenarioTests.self) { $0.testLater() },
        GradedTest("ScenarioTests.testTask", ScenarioTests.self) { $0.testTask() },
        GradedTest("ScenarioTests.testNested", ScenarioTests.self) { $0.testNested() },
        GradedTest("ScenarioTests.testPercents", ScenarioTests.self) { $0.testPercents() },
        GradedTest("ScenarioTests.testLeftBehind", ScenarioTests.self) { $0.testLeftBehind() },
        GradedTest("ScenarioTests.testLong", ScenarioTests.self) { $0.testLong() },
        GradedTest("ScenarioTests.testServerKit", ScenarioTests.self) { $0.testServerKit() },
        GradedTest("ScenarioTests.testPlain", ScenarioTests.self) { $0.testPlain() },
        GradedTest("ScenarioTests.testPlainDeadlock", ScenarioTests.self) { $0.testPlainDeadlock() },
    ])
}
