import GraderKit
import XCTest

@testable import TicketDesk

final class TicketDeskTests: XCTestCase {
    /// 혼자 사면 자리마다 한 번씩 팔고, 다 팔리면 nil임
    func testOneBuyer() {
        let desk = TicketDesk(seats: 3)
        XCTAssertEqual(desk.remaining, 3, "아무도 사지 않았을 때의 remaining")

        let bought = (1...3).compactMap { _ in desk.buy() }
        XCTAssertEqual(bought.sorted(), [1, 2, 3], "자리 3개를 차례로 산 번호")
        XCTAssertEqual(desk.remaining, 0, "다 팔린 뒤의 remaining")

        XCTAssertNil(desk.buy(), "다 팔린 뒤의 buy()")
        XCTAssertNil(desk.buy(), "다 팔린 뒤에 한 번 더 부른 buy()")
        XCTAssertEqual(desk.remaining, 0, "다 팔린 뒤에 더 사려고 해 본 다음의 remaining")
    }

    /// 마지막 한 자리는 한 사람만 삼
    func testLastSeat() {
        explore("자리 하나를 두 스레드가 함께 사려고 함") {
            let desk = TicketDesk(seats: 1)
            let bought = together({ desk.buy() }, { desk.buy() })
            XCTAssertEqual(bought.compactMap { $0 }, [1], "두 스레드가 산 자리를 모은 것")
            XCTAssertEqual(desk.remaining, 0, "두 스레드가 한 번씩 buy()를 부른 뒤의 remaining")
        }
    }

    /// 자리가 남아 있으면 둘 다 삼, 서로 다른 자리로
    func testSeatForEach() {
        explore("자리 둘을 두 스레드가 하나씩 삼") {
            let desk = TicketDesk(seats: 2)
            let bought = together({ desk.buy() }, { desk.buy() })
            XCTAssertEqual(bought.compactMap { $0 }.sorted(), [1, 2], "두 스레드가 산 자리를 모은 것")
        }
    }

    /// 사는 동안 남은 자리를 물어도 됨
    func testAskWhileBuying() {
        explore("한 스레드가 사는 동안 다른 스레드가 remaining을 읽음") {
            let desk = TicketDesk(seats: 1)
            let seen = together({ desk.buy() ?? 0 }, { desk.remaining })
            XCTAssertEqual(seen[0], 1, "산 자리")
            XCTAssertTrue([0, 1].contains(seen[1]), "그동안 읽은 remaining이 \(seen[1])임: 0이나 1이어야 함")
        }
    }

    /// 자리보다 사려는 사람이 많아도 꼭 자리만큼만 팔림
    func testMoreBuyersThanSeats() {
        explore("자리 둘을 세 스레드가 함께 사려고 함") {
            let desk = TicketDesk(seats: 2)
            let bought = together({ desk.buy() }, { desk.buy() }, { desk.buy() })
            XCTAssertEqual(bought.compactMap { $0 }.sorted(), [1, 2], "세 스레드가 산 자리를 모은 것")
            XCTAssertEqual(desk.remaining, 0, "자리 둘을 세 스레드가 함께 사려고 한 뒤의 remaining")
        }
    }

    /// 네 사람이 두 자리씩 사면 자리 일곱이 모두, 한 번씩만 팔림
    func testCrowd() {
        explore("자리 일곱을 네 스레드가 둘씩 사려고 함") {
            let desk = TicketDesk(seats: 7)
            let buyTwo = { [desk.buy(), desk.buy()].compactMap { $0 } }
            let bought = together(buyTwo, buyTwo, buyTwo, buyTwo)
            XCTAssertEqual(bought.joined().sorted(), Array(1...7), "네 스레드가 산 자리를 모은 것")
        }
    }
}
