import XCTest

@testable import HeldTally

final class HeldTallyTests: XCTestCase {
    let secret = "held-7f3a-for-the-grader-alone"

    /// 수가 둘임
    func testTwo() {
        XCTAssertFalse(secret.isEmpty)
        XCTAssertEqual(tally([4, 5]).total, 9)
        XCTAssertEqual(tally([4, 5]).count, 2)
    }

    /// 수가 없음
    func testNothing() {
        XCTAssertEqual(tally([]).total, 0)
        XCTAssertEqual(tally([]).count, 0)
    }

    /// 값끼리도 견줌
    func testWhole() {
        XCTAssertEqual(tally([1, 2, 3]), Tally(total: 6, count: 3))
        XCTAssertEqual("\(tally([1]).total)", "1")
    }
}
