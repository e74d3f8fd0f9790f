import GraderKit
import XCTest

@testable import ParallelMap

final class ParallelMapTests: XCTestCase {
    /// 스레드 하나로도 차례대로 바꿈
    func testOneThread() {
        explore("스레드 하나가 항목 셋을 바꿈") {
            XCTAssertEqual(
                try parallelMap([3, 1, 2], threads: 1) { $0 * 10 }, [30, 10, 20],
                "parallelMap([3, 1, 2], threads: 1) { $0 * 10 }")
            XCTAssertEqual(try parallelMap([], threads: 2) { $0 }, [], "parallelMap([], threads: 2)")
        }
    }

    /// 나누어떨어지지 않아도 빠짐없이, 차례대로 바꿈
    func testUneven() {
        explore("스레드 둘이 항목 다섯을 바꿈") {
            XCTAssertEqual(
                try parallelMap([1, 2, 3, 4, 5], threads: 2) { $0 * $0 }, [1, 4, 9, 16, 25],
                "parallelMap([1, 2, 3, 4, 5], threads: 2) { $0 * $0 }")
        }
    }

    /// 항목이 스레드보다 적어도 됨
    func testFewItems() {
        explore("스레드 셋에게 항목 하나를 줌") {
            XCTAssertEqual(
                try parallelMap([7], threads: 3) { -$0 }, [-7], "parallelMap([7], threads: 3) { -$0 }")
        }
    }

    /// 항목마다 한 번씩만 부름
    func testOnceEach() {
        explore("스레드 둘이 항목 셋을 바꾸며 부른 횟수를 셈") {
            let calls = Guarded([0, 0, 0])
            _ = try parallelMap([0, 1, 2], threads: 2) { item in
                calls.withLock { $0[item] += 1 }
                return item
            }
            XCTAssertEqual(calls.value, [1, 1, 1], "항목마다 transform을 부른 횟수")
        }
    }

    /// 스레드 둘이 함께 일함
    func testTogether() {
        explore("스레드 둘이 항목 둘을 바꾸고, 두 transform이 서로를 기다림") {
            let meeting = Meeting(of: 2)
            let answer = try parallelMap([1, 2], threads: 2) { item in
                meeting.arrive()
                return item
            }
            XCTAssertEqual(answer, [1, 2], "서로를 기다린 뒤의 결과")
        }
    }

    /// 한 번에 일하는 스레드는 threads개를 넘지 않음
    func testNoMoreThanAsked() {
        explore("스레드 둘이 항목 넷을 바꿈") {
            let inside = Guarded((now: 0, most: 0))
            _ = try parallelMap([1, 2, 3, 4], threads: 2) { item in
                inside.withLock {
                    $0.now += 1
                    $0.most = max($0.most, $0.now)
                }
                inside.withLock { $0.now -= 1 }
                return item
            }
            XCTAssertLessThanOrEqual(inside.value.most, 2, "threads: 2일 때 한 번에 일하던 스레드의 수")
        }
    }

    /// 돌아올 때는 모두 끝나 있음
    func testAllDone() {
        explore("스레드 둘이 항목 넷을 바꾸고 돌아온 뒤, 끝난 일을 셈") {
            let done = Guarded(0)
            _ = try parallelMap([1, 2, 3, 4], threads: 2) { item in
                done.withLock { $0 += 1 }
                return item
            }
            XCTAssertEqual(done.value, 4, "돌아왔을 때 끝난 일의 수")
        }
    }
}
