import XCTest

@testable import FourSteps

final class FourStepsTests: XCTestCase {
    /// 스레드가 하나면 더한 만큼 올라감
    func testOneThread() {
        XCTAssertEqual(
            finalValues(threads: 1, additions: 5).sorted(), [5], "finalValues(threads: 1, additions: 5)")
    }

    /// 아무도 더하지 않으면 0임
    func testNothingToAdd() {
        XCTAssertEqual(
            finalValues(threads: 2, additions: 0).sorted(), [0], "finalValues(threads: 2, additions: 0)")
        XCTAssertEqual(
            finalValues(threads: 0, additions: 2).sorted(), [0], "finalValues(threads: 0, additions: 2)")
    }

    /// 두 스레드가 한 번씩 더하면 1이나 2가 남음
    func testTwoThreadsOnce() {
        XCTAssertEqual(
            finalValues(threads: 2, additions: 1).sorted(), [1, 2], "finalValues(threads: 2, additions: 1)")
    }

    /// 두 스레드가 두 번씩 더하면 2부터 4까지 남음
    func testTwoThreadsTwice() {
        XCTAssertEqual(
            finalValues(threads: 2, additions: 2).sorted(), [2, 3, 4], "finalValues(threads: 2, additions: 2)"
        )
    }

    /// 두 스레드가 네 번씩 더해도 2가 남을 수 있음
    func testTwoThreadsFourTimes() {
        XCTAssertEqual(
            finalValues(threads: 2, additions: 4).sorted(), [2, 3, 4, 5, 6, 7, 8],
            "finalValues(threads: 2, additions: 4)")
    }

    /// 세 스레드가 한 번씩 더하면 1부터 3까지 남음
    func testThreeThreadsOnce() {
        XCTAssertEqual(
            finalValues(threads: 3, additions: 1).sorted(), [1, 2, 3], "finalValues(threads: 3, additions: 1)"
        )
    }

    /// 세 스레드가 두 번씩 더하면 2부터 6까지 남음
    func testThreeThreadsTwice() {
        XCTAssertEqual(
            finalValues(threads: 3, additions: 2).sorted(), [2, 3, 4, 5, 6],
            "finalValues(threads: 3, additions: 2)")
    }
}
