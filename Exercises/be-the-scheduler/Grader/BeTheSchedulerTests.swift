import XCTest

@testable import BeTheScheduler

final class BeTheSchedulerTests: XCTestCase {
    private func play(_ order: [Worker]) -> Play {
        Play(a: Play.oneLock, b: Play.oneLock, order: order)
    }

    private func checkEnds(_ play: Play, _ name: String) {
        if let fault = play.fault { XCTFail("\(name): \(fault)") }
        for thread in Play.threads where play.fault == nil {
            if let line = play.line(of: thread) {
                XCTFail("\(name): 차례를 다 준 뒤에 \(Play.name(of: thread))의 \(line.text)부터 남아 있음")
            }
        }
    }

    /// 갱신을 잃는 순서는 줄 수 있는 차례로만 되어 있고, 둘 다 끝남
    func testLosingOrderIsPossible() {
        checkEnds(play(losingOrder()), "losingOrder()")
    }

    /// 갱신을 잃는 순서로 하면 count가 1로 끝남
    func testLosingOrderLoses() {
        XCTAssertEqual(play(losingOrder()).count, 1, "losingOrder()로 실행한 뒤의 count")
    }

    /// 지키는 순서는 줄 수 있는 차례로만 되어 있고, 둘 다 끝남
    func testSavingOrderIsPossible() {
        checkEnds(play(savingOrder()), "savingOrder()")
    }

    /// 지키는 순서는 둘이 섞이는데도 count가 2로 끝남
    func testSavingOrderSaves() {
        let play = play(savingOrder())
        XCTAssertTrue(play.isMixed, "savingOrder()에서 둘이 섞이지 않음: 한쪽이 다 끝난 뒤에 다른 쪽이 시작함")
        XCTAssertEqual(play.count, 2, "savingOrder()로 실행한 뒤의 count")
    }

    /// 막히는 순서를 다 주면 아무에게도 차례를 줄 수 없음
    func testStuckOrderIsStuck() {
        let play = Play(
            a: Play.twoLocks("left", "right"), b: Play.twoLocks("right", "left"), order: stuckOrder())
        if let fault = play.fault { XCTFail("stuckOrder(): \(fault)") }
        XCTAssertTrue(play.isStuck, "stuckOrder()를 다 준 뒤에도 나아갈 수 있는 스레드가 있거나, 이미 끝난 스레드가 있음")
    }
}
