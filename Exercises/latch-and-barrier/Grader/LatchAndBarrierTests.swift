import GraderKit
import XCTest

@testable import LatchAndBarrier

final class LatchAndBarrierTests: XCTestCase {
    /// 래치는 다 끝난 뒤에 열림
    func testLatchOpens() {
        explore("두 스레드가 끝났다고 알리고 한 스레드가 기다림") {
            let latch = CountdownLatch(count: 2)
            let done = Guarded(0)
            let work = {
                done.withLock { $0 += 1 }
                latch.countDown()
                return 0
            }
            let seen = together(
                {
                    latch.wait()
                    return done.value
                }, work, work)
            XCTAssertEqual(seen[0], 2, "wait()에서 돌아왔을 때 끝난 일의 수")
        }
    }

    /// 래치를 기다리던 둘이 모두 돌아옴
    func testLatchTwoWaiters() {
        explore("두 스레드가 기다리고 한 스레드가 알림") {
            let latch = CountdownLatch(count: 1)
            let wait = {
                latch.wait()
                return true
            }
            let back = together(
                wait, wait,
                {
                    latch.countDown()
                    return true
                })
            XCTAssertEqual(back, [true, true, true], "저마다 돌아왔는지")
        }
    }

    /// 열린 래치에서는 기다리지 않고, 더 알려도 됨
    func testLatchStaysOpen() {
        explore("다 끝난 뒤에 한 번 더 알리고, 두 번 기다림") {
            let latch = CountdownLatch(count: 1)
            latch.countDown()
            latch.countDown()
            latch.wait()
            latch.wait()
            let none = CountdownLatch(count: 0)
            none.wait()
        }
    }

    /// 모두 오기 전에는 아무도 배리어를 지나지 못함
    func testBarrierHolds() {
        explore("세 스레드가 배리어에 옴") {
            let barrier = CyclicBarrier(parties: 3)
            let came = Guarded(0)
            let pass = {
                came.withLock { $0 += 1 }
                let order = barrier.arrive()
                return (order: order, seen: came.value)
            }
            let passed = together(pass, pass, pass)
            XCTAssertEqual(passed.map(\.seen), [3, 3, 3], "저마다 지나갔을 때 온 스레드의 수")
            XCTAssertEqual(passed.map(\.order).sorted(), [0, 1, 2], "arrive()가 돌려준 차례")
        }
    }

    /// 같은 배리어를 두 번 써도 모두 지나감
    func testBarrierTwice() {
        explore("두 스레드가 배리어를 두 번 지남") {
            let barrier = CyclicBarrier(parties: 2)
            let came = Guarded([0, 0])
            let pass = {
                (0..<2).map { round in
                    came.withLock { $0[round] += 1 }
                    _ = barrier.arrive()
                    return came.value[round]
                }
            }
            XCTAssertEqual(together(pass, pass), [[2, 2], [2, 2]], "지날 때마다, 그 번에 온 스레드의 수")
        }
    }

    /// 세 스레드가 세 번 지나도 번이 섞이지 않음
    func testBarrierThreeRounds() {
        explore("세 스레드가 배리어를 세 번 지남") {
            let barrier = CyclicBarrier(parties: 3)
            let came = Guarded([0, 0, 0])
            let pass = {
                (0..<3).map { round in
                    came.withLock { $0[round] += 1 }
                    _ = barrier.arrive()
                    return came.value[round]
                }
            }
            XCTAssertEqual(
                together(pass, pass, pass), Array(repeating: [3, 3, 3], count: 3), "지날 때마다, 그 번에 온 스레드의 수")
        }
    }

    /// 혼자 쓰는 배리어는 막지 않음
    func testBarrierAlone() {
        explore("한 스레드가 혼자 쓰는 배리어를 두 번 지남") {
            let barrier = CyclicBarrier(parties: 1)
            XCTAssertEqual([barrier.arrive(), barrier.arrive()], [0, 0], "arrive()가 두 번 돌려준 차례")
        }
    }
}
