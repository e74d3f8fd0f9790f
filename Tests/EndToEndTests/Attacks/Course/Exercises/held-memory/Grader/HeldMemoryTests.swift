import XCTest

@testable import HeldMemory

final class HeldMemoryTests: XCTestCase {
    let secret = "held-7f3a-for-the-grader-alone"

    /// 셋을 뒤집음
    func testThree() {
        XCTAssertFalse(secret.isEmpty)
        XCTAssertEqual(reversedBytes([1, 2, 3]), [3, 2, 1])
    }

    /// 하나는 그대로임
    func testOne() {
        XCTAssertEqual(reversedBytes([7]), [7])
    }

    /// 없으면 없음
    func testNothing() {
        XCTAssertEqual(reversedBytes([]), [])
    }
}
