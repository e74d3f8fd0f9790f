// A hidden grader, as its author writes it: plain XCTest.
import Foundation
import XCTest

@testable import Subject

struct Broken: Error {
    let part: String
}

@MainActor private var journal: [String] = []

final class RightTests: XCTestCase {
    func testSum() { XCTAssertEqual(sum(1, 2), 3) }
    func testThrowingSum() throws { try XCTAssertEqual(XCTUnwrap(Optional(sum(1, 2))), 3) }
    func testAsync() async {
        let value = await slowSum(1, 2)
        XCTAssertEqual(value, 3)
    }
    func testAsyncThrows() async throws { try await Task.sleep(for: .milliseconds(1)) }
    @MainActor func testMain() { XCTAssertEqual(mainSum(1, 2), 3) }
    @MainActor func testMainAsync() async {
        let value = await slowSum(mainSum(0, 1), 2)
        XCTAssertEqual(value, 3)
        XCTAssertTrue(Thread.isMainThread)
    }
    func testExpectation() {
        let reached = expectation(description: "reached")
        DispatchQueue.global().async { reached.fulfill() }
        wait(for: [reached], timeout: 10)
    }
    func testContract() { XCTAssertEqual(contractVersion(), 1) }
}

final class WrongTests: XCTestCase {
    func testTwice() {
        XCTAssertEqual(sum(1, 2), 4)  // line: first
        XCTAssertTrue(sum(1, 2) == 5, "다섯이 아님")  // line: second
    }
    func testThrows() throws { throw Broken(part: "b") }
    func testAsyncThrows() async throws {
        try await Task.sleep(for: .milliseconds(1))
        throw Broken(part: "async")
    }
    func testSkipped() throws { throw XCTSkip("later") }
    func testUnwrap() throws { _ = try XCTUnwrap(Int("x")) }
    func testStopsAtFirst() {
        continueAfterFailure = false
        XCTAssertEqual(sum(1, 2), 4)
        XCTAssertEqual(sum(1, 2), 5)
    }
    func testManyTimes() {
        for i in 0..<100 { XCTAssertEqual(i, -1) }
    }
    func testManyThreads() {
        DispatchQueue.concurrentPerform(iterations: 2000) { XCTAssertEqual($0, -1) }
    }
    func testLong() { XCTFail(String(repeating: "가", count: 3000)) }
    func testUnfulfilled() {
        let never = expectation(description: "never")
        wait(for: [never], timeout: 0.01)
    }
}

final class OrderTests: XCTestCase {
    static var log: [String] {
        get { MainActor.assumeIsolated { journal } }
        set { MainActor.assumeIsolated { journal = newValue } }
    }
    override class func setUp() { log.append("class") }
    override func setUp() async throws { await MainActor.run { OrderTests.log.append("async") } }
    override func setUpWithError() throws { OrderTests.log.append("throwing") }
    override func setUp() { OrderTests.log.append("plain") }
    override func tearDown() {
        OrderTests.log.append("down")
        XCTFail(OrderTests.log.joined(separator: " "))
    }
    func testOrder() {
        addTeardownBlock { OrderTests.log.append("block") }
        addTeardownBlock { await MainActor.run { OrderTests.log.append("async-block") } }
        OrderTests.log.append("body")
    }
}

final class SetUpFailsTests: XCTestCase {
    override func setUpWithError() throws { throw Broken(part: "set-up") }
    func testBody() { print("body ran") }
}

final class EndingTests: XCTestCase {
    func testIndex() { crash("index") }
    func testAbort() { crash("abort") }
    func testNull() { crash("null") }
    func testStack() { crash("stack") }
    func testTerminate() { crash("terminate") }
    func testLeave() { leave(0) }
    func testLeaveSeven() { leave(7) }
    func testSpin() { spin() }
    func testSpinToo() { spin() }
    func testShout() { shout(bytes: 10 << 20) }
    func testWhisper() { shout(bytes: 2 << 10) }
    func testHog() { hog(megabytes: 4096) }
    func testHogInChild() { hogInChild(megabytes: 4096) }
    func testHogShared() { hogShared(megabytes: 4096) }
    func testShare() { shareMemory(megabytes: 80) }
}

final class LeavingTests: XCTestCase {
    func testChild() { leaveChild() }
    func testDaemon() { leaveDaemon() }
    func testForks() { print("forks \(forkUntilRefused(atMost: 200))") }
    func testBomb() { bomb() }
}

final class CheatingTests: XCTestCase {
    func testAnswerFromChild() { XCTAssertEqual(answerFromChild(), 3) }
    func testWriteEverywhere() { writeEverywhere() }
    func testWriteAndLeave() {
        writeEverywhere()
        leave(0)
    }
    func testCloseEverything() { closeEverything() }
    func testKillHost() { print("kill \(killHost())") }
    func testSurroundings() { print(surroundings()) }
    func testEarly() { print(earlySights()) }
    func testCapabilities() {
        print(
            capabilities().sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: " "))
    }
    func testParent() {
        for file in ["status", "environ", "mem", "maps"] {
            print("\(file) \(canRead("/proc/\(getppid())/\(file)") ? "readable" : "closed")")
        }
    }
    func testPaths() {
        let paths = ProcessInfo.processInfo.environment["SIL_TEST_PATHS"] ?? ""
        for path in paths.split(separator: ":").map(String.init) {
            let isReadable = canRead(path)
            let isWritable = canWrite(path + "/new")
            print("\(path) \(isReadable ? "readable" : "closed") \(isWritable ? "writable" : "fixed")")
        }
    }
}

final class OrdinaryTests: XCTestCase {
    func testDescriptor() { XCTAssertEqual(firstDescriptor(), 3) }
    func testInput() { XCTAssertEqual(readInput(), 0) }
    func testCrashInChild() { XCTAssertEqual(crashInChild(), SIGILL) }
    func testMutex() { XCTAssertEqual(countTogether(), 2) }
    func testOneThread() { XCTAssertEqual(threads(), 1) }
}
