import Foundation
import GraderKit
import XCTest

@testable import Once

final class OnceTests: XCTestCase {
    /// 한 스레드가 여러 번 불러도 한 번만 함
    func testOneThread() {
        explore("한 스레드가 세 번 부름") {
            let once = Once()
            var runs = 0
            once { runs += 1 }
            XCTAssertEqual(runs, 1, "처음 부른 뒤 일을 한 횟수")

            once { runs += 1 }
            once { runs += 1 }
            XCTAssertEqual(runs, 1, "세 번 부른 뒤 일을 한 횟수")
        }
    }

    /// 두 스레드가 함께 불러도 한 번만 함
    func testRunsOnce() {
        explore("두 스레드가 함께 부름") {
            let once = Once()
            let runs = Guarded(0)
            let call = { once { runs.withLock { $0 += 1 } } }
            _ = together(call, call)
            XCTAssertEqual(runs.value, 1, "두 스레드가 함께 부른 뒤 일을 한 횟수")
        }
    }

    /// 누가 부르든 일이 끝난 뒤에 돌아옴
    func testReturnsAfterWork() {
        explore("한 스레드가 일하는 동안 다른 스레드도 부름") {
            let once = Once()
            let isFinished = Guarded(false)
            let call = {
                once { isFinished.withLock { $0 = true } }
                return isFinished.value
            }
            XCTAssertEqual(together(call, call), [true, true], "저마다 돌아왔을 때 일이 끝나 있었는지")
        }
    }

    /// 일이 쓴 값이 다른 스레드에도 보임
    func testSettings() {
        explore("두 스레드가 함께 Settings의 포트 번호를 물음") {
            let settings = Settings()
            let ask = { settings.port { 8080 } }
            XCTAssertEqual(together(ask, ask), [8080, 8080], "두 스레드가 받은 포트 번호")
        }
    }

    /// 기다리던 스레드가 모두 돌아옴
    func testThreeThreads() {
        explore("세 스레드가 함께 부름") {
            let once = Once()
            let runs = Guarded(0)
            let call = {
                once { runs.withLock { $0 += 1 } }
                return runs.value
            }
            XCTAssertEqual(together(call, call, call), [1, 1, 1], "저마다 돌아왔을 때까지 일을 한 횟수")
        }
    }

    /// 일 안에서 다른 Once를 불러도 됨
    func testNested() {
        explore("Once의 일이 다른 Once를 부름") {
            let outer = Once()
            let inner = Once()
            var done: [String] = []
            outer {
                inner { done.append("안") }
                done.append("밖")
            }
            XCTAssertEqual(done, ["안", "밖"], "outer { inner { 안 } 밖 }")
        }
    }

    /// 일이 끝나기를 기다리는 동안 CPU를 쓰지 않음
    func testSleeps() {
        let once = Once()
        let isWorking = Guarded(false)
        _ = Sleeper {
            once {
                isWorking.withLock { $0 = true }
                while true { sleep(1) }
            }
        }
        while !isWorking.value { usleep(1000) }
        let waiter = Sleeper { once {} }
        if !waiter.fallsAsleep() {
            XCTFail("남의 일이 끝나지 않았는데 잠들지 않음: 기다리지 않고 돌아왔거나, 자꾸 확인하며 CPU를 씀")
        }
    }

    /// 다섯 스레드가 두 번씩 불러도 한 번만 함
    func testFiveThreads() {
        explore("다섯 스레드가 두 번씩 부름") {
            let once = Once()
            let runs = Guarded(0)
            let callTwice = {
                (1...2).map { _ in
                    once { runs.withLock { $0 += 1 } }
                    return runs.value
                }
            }
            let seen = together(Array(repeating: callTwice, count: 5))
            XCTAssertEqual(
                seen, Array(repeating: [1, 1], count: 5), "부를 때마다, 돌아왔을 때까지 일을 한 횟수")
        }
    }
}
