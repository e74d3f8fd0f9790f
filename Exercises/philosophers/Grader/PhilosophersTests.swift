import GraderKit
import XCTest

@testable import Philosophers

final class PhilosophersTests: XCTestCase {
    /// 혼자 먹으면 한 번 먹고 돌아오고, 다음에 또 먹을 수 있음
    func testAlone() {
        explore("한 사람이 두 번 먹음") {
            let table = Table(seats: 3)
            var meals = 0
            table.dine(2) { meals += 1 }
            table.dine(2) { meals += 1 }
            XCTAssertEqual(meals, 2, "dine을 두 번 부른 뒤 먹은 횟수")
        }
    }

    /// 마주 앉은 두 사람이 함께 먹으려 해도 둘 다 먹음
    func testTwo() {
        explore("둘이 앉은 식탁에서 둘이 함께 먹으려고 함") {
            let table = Table(seats: 2)
            let eating = Guarded(0)
            let most = Guarded(0)
            func dine(_ i: Int) -> Bool {
                table.dine(i) {
                    let now = eating.withLock {
                        $0 += 1
                        return $0
                    }
                    most.withLock { $0 = max($0, now) }
                    eating.withLock { $0 -= 1 }
                }
                return true
            }
            XCTAssertEqual(together({ dine(0) }, { dine(1) }), [true, true], "저마다 먹고 돌아왔는지")
            XCTAssertEqual(most.value, 1, "한 번에 먹고 있던 사람의 수")
        }
    }

    /// 세 사람이 한꺼번에 먹으려 해도 모두 먹음
    func testThree() {
        explore("셋이 앉은 식탁에서 셋이 함께 먹으려고 함") {
            let table = Table(seats: 3)
            let meals = Guarded([0, 0, 0])
            func dine(_ i: Int) { table.dine(i) { meals.withLock { $0[i] += 1 } } }
            _ = together({ dine(0) }, { dine(1) }, { dine(2) })
            XCTAssertEqual(meals.value, [1, 1, 1], "사람마다 먹은 횟수")
        }
    }

    /// 이웃한 두 사람은 동시에 먹지 않음
    func testNeighbours() {
        // 포크마다 이웃이 둘임. 한 짝만 보면, 마침 그 포크만 지키는 풀이를 놓침.
        for first in 0..<4 {
            let second = (first + 1) % 4
            explore("넷이 앉은 식탁에서 이웃한 \(first)번과 \(second)번이 먹음") {
                let table = Table(seats: 4)
                let isEating = Guarded(false)
                var met = [false, false]
                func dine(_ i: Int, _ place: Int) {
                    table.dine(i) {
                        met[place] = isEating.withLock { busy in
                            defer { busy = true }
                            return busy
                        }
                        isEating.withLock { $0 = false }
                    }
                }
                _ = together({ dine(first, 0) }, { dine(second, 1) })
                XCTAssertEqual(met, [false, false], "먹기 시작했을 때 이웃도 먹고 있었는지 (\(first)번, \(second)번)")
            }
        }
    }

    /// 이웃하지 않은 두 사람은 동시에 먹을 수 있음(시험은 둘이 먹다가 만나야 내려놓음)
    func testAcross() {
        explore("넷이 앉은 식탁에서 마주 앉은 둘이, 서로 먹기 시작할 때까지 다 먹지 않음") {
            let table = Table(seats: 4)
            let meeting = Meeting(of: 2)
            func dine(_ i: Int) -> Bool {
                table.dine(i) { meeting.arrive() }
                return true
            }
            XCTAssertEqual(together({ dine(0) }, { dine(2) }), [true, true], "저마다 먹고 돌아왔는지")
        }
    }

    /// 다섯 사람이 두 번씩 먹어도 멈추지 않음
    func testFive() {
        explore("다섯이 앉은 식탁에서 다섯이 두 번씩 먹음") {
            let table = Table(seats: 5)
            let meals = Guarded(0)
            let dines = (0..<5).map { i in
                { for _ in 0..<2 { table.dine(i) { meals.withLock { $0 += 1 } } } }
            }
            _ = together(dines)
            XCTAssertEqual(meals.value, 10, "다섯 사람이 먹은 횟수")
        }
    }
}
