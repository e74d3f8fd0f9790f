// Tests of a hidden grader whose learner waits.
import Foundation
import XCTest

@testable import Subject

final class StuckTests: XCTestCase {
    func testLocks() { lockCrosswise() }
    func testTwice() { lockTwice() }
    func testSemaphore() { waitForNobody() }
    func testCondition() { waitForCondition() }
    func testQueue() { waitInQueue() }
    func testContinuation() async { await awaitNobody() }
    func testPipes() { readCrosswise() }
    func testChild() { waitForStuckChild() }
    func testSockets() { receiveCrosswise() }
    func testJoin() { joinEachOther() }
    func testFullPool() { fillPool(isWoken: false) }
    func testAfterWork() {
        leaveIdleWorkers()
        waitForNobody()
    }
}

final class PatientTests: XCTestCase {
    func testFullPool() { fillPool(isWoken: true) }
    func testSleep() { sleepHonestly() }
    func testSemaphore() { waitWithLimit() }
    func testLaterBlock() { waitForLaterBlock() }
    func testTimerSource() { waitForTimerSource() }
    func testTask() async { await sleepInTask() }
    func testTimer() { waitForTimer() }
    func testChild() { waitForSleepingChild() }
    func testProgram() { waitForProgram() }
    func testAlarmedChild() { waitForAlarmedChild() }
    func testPoll() { pollWithLimit() }
    func testReceive() { receiveWithLimit() }
    func testComputing() { waitForComputing() }
    func testCondition() { waitForConditionUntil() }
    func testAlarm() { waitForAlarm() }
    func testInterval() { waitForInterval() }
    func testTimerDescriptor() { waitForTimerDescriptor() }
    func testToAndFro() { passToAndFro() }
    func testExpectation() {
        let reached = expectation(description: "reached")
        DispatchQueue.global().asyncAfter(deadline: .now() + 0.7) { reached.fulfill() }
        wait(for: [reached], timeout: 10)
    }
    func testAsyncExpectation() async {
        let reached = expectation(description: "reached")
        Task.detached {
            try await Task.sleep(for: .milliseconds(700))
            reached.fulfill()
        }
        await fulfillment(of: [reached], timeout: 10)
    }
    @MainActor func testMainActor() async {
        await sleepInTask()
        await sleepInTask()
    }
}
