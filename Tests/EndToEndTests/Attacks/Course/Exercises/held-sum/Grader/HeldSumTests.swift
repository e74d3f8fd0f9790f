import XCTest

@testable import HeldSum

final class HeldSumTests: XCTestCase {
    let secret = "held-7f3a-for-the-grader-alone"

    /// 작은 두 수를 더함
    func testSmall() {
        XCTAssertFalse(secret.isEmpty)
        XCTAssertEqual(heldSum(1, 2), 3)
    }

    /// 음수도 더함
    func testNegative() {
        XCTAssertTrue(heldSum(-4, 1) == -3)
        XCTAssert([5, 7].contains(heldSum(2, 3)))
    }

    /// 기다렸다가 더해도 같음
    func testSlow() async {
        let sum = await slowSum(20, 22)
        XCTAssertEqual(sum, 42)
    }

    /// 하나씩 더해 모음
    func testCounter() {
        let counter = Counter()
        counter.add(2)
        counter.add(3)
        XCTAssertEqual(counter.value, 5, "2와 3을 더한 값")
    }
}
