import XCTest

@testable import ExitStatus

final class ExitStatusTests: XCTestCase {
    /// 정수 0은 종료 코드 0임
    func testZero() {
        XCTAssertEqual(Told(Ending(raw: 0)), .exited(0), "Ending(raw: 0)")
    }

    /// 종료 코드는 8번 비트부터 있음
    func testSmallCodes() {
        XCTAssertEqual(Told(Ending(raw: 0x0100)), .exited(1), "Ending(raw: 0x0100)")
        XCTAssertEqual(Told(Ending(raw: 0x0300)), .exited(3), "Ending(raw: 0x0300)")
        XCTAssertEqual(Told(Ending(raw: 0x0b00)), .exited(11), "Ending(raw: 0x0b00)")
    }

    /// 종료 코드는 255까지 있음
    func testLargeCodes() {
        XCTAssertEqual(Told(Ending(raw: 0x8000)), .exited(128), "Ending(raw: 0x8000)")
        XCTAssertEqual(Told(Ending(raw: 0x8b00)), .exited(139), "Ending(raw: 0x8b00)")
        XCTAssertEqual(Told(Ending(raw: 0xff00)), .exited(255), "Ending(raw: 0xff00)")
    }

    /// 아래 일곱 비트가 0이 아니면 그 번호의 시그널로 끝난 것임
    func testSignals() {
        XCTAssertEqual(Told(Ending(raw: 0x0001)), .killed(1), "Ending(raw: 0x0001)")
        XCTAssertEqual(Told(Ending(raw: 0x0009)), .killed(9), "Ending(raw: 0x0009)")
        XCTAssertEqual(Told(Ending(raw: 0x000b)), .killed(11), "Ending(raw: 0x000b)")
        XCTAssertEqual(Told(Ending(raw: 0x0040)), .killed(64), "Ending(raw: 0x0040)")
    }

    /// 덤프 표시가 있어도 시그널 번호는 같음
    func testMemoryDump() {
        XCTAssertEqual(Told(Ending(raw: 0x008b)), .killed(11), "Ending(raw: 0x008b)")
        XCTAssertEqual(Told(Ending(raw: 0x0086)), .killed(6), "Ending(raw: 0x0086)")
    }
}

/// An `Ending` taken apart by pattern: what a learner's own `==` says does not matter.
private enum Told: Equatable {
    case exited(Int32)
    case killed(Int32)

    init(_ ending: Ending) {
        switch ending {
        case .exited(let code): self = .exited(code)
        case .killed(let signal): self = .killed(signal)
        }
    }
}
