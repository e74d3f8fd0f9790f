import XCTest

@testable import HeldThreads

final class HeldThreadsTests: XCTestCase {
    let secret = "held-7f3a-for-the-grader-alone"

    /// 스레드 하나로 더함
    func testOneThread() {
        XCTAssertFalse(secret.isEmpty)
        XCTAssertEqual(parallelSum([1, 2, 3], threads: 1), 6)
    }

    /// 스레드 넷으로 더함
    func testFourThreads() {
        XCTAssertEqual(parallelSum(Array(1...100), threads: 4), 5_050)
    }

    /// 수가 없으면 0임
    func testNothing() {
        XCTAssertEqual(parallelSum([], threads: 3), 0)
    }
}
