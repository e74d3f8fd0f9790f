import GraderKit
import XCTest

@testable import ReadTheTrace

final class ReadTheTraceTests: XCTestCase {
    /// 파는 스레드와 되돌려 받는 스레드가 함께 해도 끝남
    func testSellAndRefund() {
        explore("한 스레드는 팔고 다른 스레드는 되돌려 받음") {
            let ledger = Ledger(stock: 2)
            XCTAssertTrue(ledger.sell(), "처음의 sell()")
            let answers = together({ ledger.sell() }, { ledger.refund() })
            let totals = ledger.totals
            XCTAssertEqual(answers, [true, true], "sell()과 refund()의 답")
            XCTAssertEqual([totals.sales, totals.stock], [1, 1], "둘을 팔고 하나를 되돌려 받은 뒤의 매출과 재고")
        }
    }

    /// 언제 보아도 매출과 재고를 더하면 처음 재고임
    func testTotalsNeverTorn() {
        explore("한 스레드가 파는 동안 다른 스레드가 매출과 재고를 봄") {
            let ledger = Ledger(stock: 1)
            let seen = together(
                { ledger.sell() ? 1 : 0 },
                {
                    let totals = ledger.totals
                    return totals.sales + totals.stock
                })
            XCTAssertEqual(seen, [1, 1], "판 수, 그동안 본 매출과 재고의 합")
        }
    }

    /// 되돌려 받는 동안에 보아도 매출과 재고를 더하면 처음 재고임
    func testRefundNeverTorn() {
        explore("하나를 판 뒤, 한 스레드가 되돌려 받는 동안 다른 스레드가 매출과 재고를 봄") {
            let ledger = Ledger(stock: 2)
            XCTAssertTrue(ledger.sell(), "처음의 sell()")
            let seen = together(
                { ledger.refund() ? 2 : 0 },
                {
                    let totals = ledger.totals
                    return totals.sales + totals.stock
                })
            XCTAssertEqual(seen[1], 2, "재고 2로 시작한 장부에서, 되돌려 받는 동안 본 매출과 재고의 합")
        }
    }

    /// 없는 것은 팔지 않고, 판 적 없는 것은 되돌려 받지 않음
    func testLedgerLimits() {
        let ledger = Ledger(stock: 1)
        XCTAssertFalse(ledger.refund(), "아무것도 팔지 않았을 때의 refund()")
        XCTAssertTrue(ledger.sell(), "하나 있을 때의 sell()")
        XCTAssertFalse(ledger.sell(), "다 팔린 뒤의 sell()")
        XCTAssertTrue(ledger.refund(), "하나 팔았을 때의 refund()")
    }

    /// 알림을 받은 쪽이 온도를 다시 물어도 끝남
    func testObserverAsks() {
        explore("알림을 받은 쪽이 celsius를 물음") {
            let thermometer = Thermometer()
            var seen: [Int] = []
            thermometer.observe { seen += [$0, thermometer.celsius] }
            thermometer.set(21)
            XCTAssertEqual(seen, [21, 21], "알림으로 받은 온도와 그때 물은 온도")
        }
    }

    /// 알림을 받은 쪽이 다른 곳을 더 등록해도 끝남
    func testObserverRegisters() {
        explore("알림을 받은 쪽이 한 곳을 더 등록함") {
            let thermometer = Thermometer()
            var late: [Int] = []
            var isFirst = true
            thermometer.observe { _ in
                if isFirst { thermometer.observe { late.append($0) } }
                isFirst = false
            }
            thermometer.set(5)
            thermometer.set(6)
            XCTAssertEqual(late.suffix(1), [6], "나중에 등록된 곳이 마지막으로 받은 온도")
        }
    }

    /// 바꾸는 동안 온도를 묻고 등록해도 됨
    func testSetWhileReading() {
        explore("한 스레드가 바꾸는 동안 다른 스레드가 등록하고 물음") {
            let thermometer = Thermometer()
            let told = Guarded<[Int]>([])
            let seen = together(
                {
                    thermometer.set(30)
                    return thermometer.celsius
                },
                {
                    thermometer.observe { celsius in told.withLock { $0.append(celsius) } }
                    return thermometer.celsius
                })
            XCTAssertEqual(seen[0], 30, "바꾼 스레드가 본 온도")
            XCTAssertTrue([0, 30].contains(seen[1]), "다른 스레드가 본 온도가 \(seen[1])임: 0이나 30이어야 함")
            XCTAssertTrue([[], [30]].contains(told.value), "함께 등록한 곳이 받은 알림이 \(told.value)임")
        }
    }

    /// 받는 쪽이 먼저 기다리고 있어도 편지를 받음
    func testReceiveFirst() {
        explore("한 스레드가 편지를 기다리고 다른 스레드가 보냄") {
            let mailbox = Mailbox()
            let seen = together(
                {
                    let got = mailbox.receive()
                    return "\(got.letter) \(got.sent)"
                },
                {
                    mailbox.send("가")
                    return "보냄"
                })
            XCTAssertEqual(seen[0], "가 1", "받은 편지와 그때까지 보낸 수")
        }
    }

    /// 보내는 동안 보낸 수를 물어도 됨
    func testAskWhileSending() {
        explore("한 스레드가 보내는 동안 다른 스레드가 보낸 수를 물음") {
            let mailbox = Mailbox()
            let seen = together(
                {
                    mailbox.send("가")
                    return 1
                }, { mailbox.sent })
            XCTAssertTrue([0, 1].contains(seen[1]), "그동안 본 보낸 수가 \(seen[1])임: 0이나 1이어야 함")
            XCTAssertEqual(mailbox.sent, 1, "보낸 뒤의 보낸 수")
        }
    }

    /// 편지는 온 차례대로, 둘이 함께 받아도 하나씩 받음
    func testTwoReceivers() {
        explore("두 스레드가 편지를 기다리고, 편지 둘이 옴") {
            let mailbox = Mailbox()
            let letters = together(
                { mailbox.receive().letter }, { mailbox.receive().letter },
                {
                    mailbox.send("가")
                    mailbox.send("나")
                    return ""
                })
            XCTAssertEqual(letters.sorted(), ["", "가", "나"], "두 스레드가 받은 편지")
            XCTAssertEqual(mailbox.sent, 2, "보낸 편지의 수")
        }
    }
}
