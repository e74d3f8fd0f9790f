import GraderKit
import XCTest

@testable import Semaphore

final class SemaphoreTests: XCTestCase {
    /// 처음 표의 수만큼 받고, 돌려놓으면 다시 받음
    func testPermits() {
        explore("한 스레드가 표 두 장을 받고, 하나 더 받아 보고, 돌려놓음") {
            let semaphore = Semaphore(value: 2)
            semaphore.wait()
            XCTAssertTrue(semaphore.wait(seconds: 0), "두 장 가운데 두 번째를 wait(seconds: 0)으로 받은 답")
            XCTAssertFalse(semaphore.wait(seconds: 0), "남은 표가 없을 때 wait(seconds: 0)의 답")
            semaphore.signal()
            XCTAssertTrue(semaphore.wait(seconds: 0), "하나 돌려놓은 뒤 wait(seconds: 0)의 답")
            XCTAssertFalse(semaphore.wait(seconds: 0), "다시 받은 뒤 wait(seconds: 0)의 답")
        }
    }

    /// 받은 적이 없어도 돌려놓을 수 있음
    func testSignalFirst() {
        explore("표가 없는 세마포어에 두 장을 넣고 두 장을 받음") {
            let semaphore = Semaphore(value: 0)
            semaphore.signal()
            semaphore.signal()
            semaphore.wait()
            semaphore.wait()
            XCTAssertFalse(semaphore.wait(seconds: 0), "두 장을 넣고 두 장을 받은 뒤 wait(seconds: 0)의 답")
        }
    }

    /// 표가 한 장이면 한 번에 하나만 들어감
    func testOneAtATime() {
        explore("표가 한 장인 세마포어로 두 스레드가 들어갔다 나옴") {
            let semaphore = Semaphore(value: 1)
            let inside = Guarded((now: 0, most: 0))
            let visit = {
                semaphore.wait()
                inside.withLock {
                    $0.now += 1
                    $0.most = max($0.most, $0.now)
                }
                inside.withLock { $0.now -= 1 }
                semaphore.signal()
            }
            _ = together(visit, visit)
            XCTAssertEqual(inside.value.most, 1, "한 번에 안에 있던 스레드의 수")
        }
    }

    /// 표가 두 장이면 둘이 함께 들어감(시험은 둘이 안에서 만나야 나감)
    func testTwoTogether() {
        explore("표가 두 장인 세마포어로 두 스레드가 들어가, 안에서 서로를 기다림") {
            let semaphore = Semaphore(value: 2)
            let meeting = Meeting(of: 2)
            let visit = {
                semaphore.wait()
                meeting.arrive()
                semaphore.signal()
            }
            _ = together(visit, visit)
            XCTAssertTrue(semaphore.wait(seconds: 0), "둘이 돌려놓은 뒤 wait(seconds: 0)의 답")
        }
    }

    /// 기다리던 둘이 모두 받음
    func testTwoWaiters() {
        explore("두 스레드가 표를 기다리고 다른 스레드가 두 장을 넣음") {
            let semaphore = Semaphore(value: 0)
            _ = together(
                { semaphore.wait() }, { semaphore.wait() },
                {
                    semaphore.signal()
                    semaphore.signal()
                })
            XCTAssertFalse(semaphore.wait(seconds: 0), "두 장을 둘이 받은 뒤 wait(seconds: 0)의 답")
        }
    }

    /// 시간이 다 되어 못 받은 표는 없어지지 않음
    func testTimeout() {
        explore("한 스레드가 1초만 기다리고 다른 스레드가 한 장을 넣음") {
            let semaphore = Semaphore(value: 0)
            let answers = together(
                { semaphore.wait(seconds: 1) },
                {
                    semaphore.signal()
                    return true
                })
            let isLeft = semaphore.wait(seconds: 0)
            XCTAssertEqual(
                [answers[0], isLeft].filter { $0 }.count, 1, "한 장을 넣었을 때, 기다리던 스레드와 나중 스레드가 받은 표의 수")
        }
    }

    /// 시간을 정해 기다린 쪽도 깨어난 뒤에 표를 다시 봄
    func testTimeoutAfterWaking() {
        explore("두 스레드가 1초씩 기다리고 다른 스레드가 한 장을 넣음") {
            let semaphore = Semaphore(value: 0)
            let answers = together(
                { semaphore.wait(seconds: 1) },
                { semaphore.wait(seconds: 1) },
                {
                    semaphore.signal()
                    return false
                })
            let isLeft = semaphore.wait(seconds: 0)
            XCTAssertEqual(
                (answers + [isLeft]).filter { $0 }.count, 1, "한 장을 넣었을 때, 기다리던 둘과 나중 스레드가 받은 표의 수")
        }
    }

    /// 넣는 이가 없으면 시간이 다 되어 돌아오고, 그 뒤로도 셈이 맞음
    func testNobodySignals() {
        explore("표가 없는 세마포어에서 2초를 기다려 보고, 그다음 한 장을 넣음") {
            let semaphore = Semaphore(value: 0)
            XCTAssertFalse(semaphore.wait(seconds: 2), "아무도 넣지 않을 때 wait(seconds: 2)의 답")
            semaphore.signal()
            XCTAssertTrue(semaphore.wait(seconds: 0), "한 장을 넣은 뒤 wait(seconds: 0)의 답")
        }
    }

    /// 시간을 정해도 그동안은 잠들어 기다림
    func testTimedSleeps() {
        let semaphore = Semaphore(value: 0)
        let waiter = Sleeper { _ = semaphore.wait(seconds: 60) }
        if !waiter.fallsAsleep() {
            XCTFail("표가 없을 때 wait(seconds: 60)이 잠들지 않음: 기다리지 않고 돌아왔거나, 자꾸 확인하며 CPU를 씀")
        }
    }

    /// 기다리는 동안 CPU를 쓰지 않음
    func testSleeps() {
        let semaphore = Semaphore(value: 0)
        let waiter = Sleeper { semaphore.wait() }
        if !waiter.fallsAsleep() { XCTFail("표를 기다리는 wait()가 잠들지 않음: 기다리지 않고 돌아왔거나, 자꾸 확인하며 CPU를 씀") }
    }
}
