import XCTest

@testable import HeldProcesses

final class HeldProcessesTests: XCTestCase {
    let secret = "held-7f3a-for-the-grader-alone"

    /// 자식이 3으로 끝남
    func testThree() {
        XCTAssertFalse(secret.isEmpty)
        XCTAssertEqual(exitCode(ofChildLeavingWith: 3), 3)
    }

    /// 자식이 0으로 끝남
    func testZero() {
        XCTAssertEqual(exitCode(ofChildLeavingWith: 0), 0)
    }

    /// 자식이 200으로 끝남
    func testLarge() {
        XCTAssertEqual(exitCode(ofChildLeavingWith: 200), 200)
    }
}
