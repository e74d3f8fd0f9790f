import GraderKit
import XCTest

@testable import TemplateExplore

// explore의 몸통은 스레드가 지나갈 수 있는 순서마다 한 번씩 실행됨. 쓰는 것은 몸통 안에서 만드세요.
final class TemplateExploreTests: XCTestCase {
    /// 한 스레드가 있는 만큼만 팖
    func testOneThread() {
        let box = TicketBox(tickets: 2)
        XCTAssertEqual((1...3).map { _ in box.sell() }, [true, true, false], "표 2장을 3번 판 결과")
        XCTAssertEqual(box.left, 0, "다 판 뒤의 left")
    }

    /// 마지막 한 장은 한 스레드만 팖
    func testLastTicket() {
        explore("두 스레드가 마지막 한 장을 팖") {
            let box = TicketBox(tickets: 1)
            let sold = together({ box.sell() }, { box.sell() })
            XCTAssertEqual(sold.filter { $0 }.count, 1, "표 1장을 두 스레드가 함께 팔아 판 수")
            XCTAssertEqual(box.left, 0, "그 뒤의 left")
        }
    }

    /// 두 장이 있으면 두 스레드 모두 팖
    func testTwoTickets() {
        explore("두 스레드가 한 장씩 팖") {
            let box = TicketBox(tickets: 2)
            let sold = together({ box.sell() }, { box.sell() })
            XCTAssertEqual(sold, [true, true], "표 2장을 두 스레드가 한 장씩 판 결과")
            XCTAssertEqual(box.left, 0, "그 뒤의 left")
        }
    }

    /// 파는 동안 남은 표를 읽어도 됨
    func testReader() {
        explore("한 스레드가 파는 동안 다른 스레드가 left를 읽음") {
            let box = TicketBox(tickets: 1)
            let seen = together({ box.sell() ? 1 : 0 }, { box.left })
            XCTAssertTrue([0, 1].contains(seen[1]), "읽은 left가 \(seen[1])임: 0이나 1이어야 함")
        }
    }
}
