import GraderKit
import XCTest

@testable import ConnectionPool

final class ConnectionPoolTests: XCTestCase {
    private struct QueryFailed: Error {}

    /// 연결을 빌려 일하고 결과를 돌려줌. 돌려놓은 연결은 또 빌릴 수 있음
    func testBorrowAgain() {
        explore("연결이 하나인 풀에서 한 스레드가 두 번 빌림") {
            let pool = ConnectionPool(["디비"])
            XCTAssertEqual(try pool.with(timeout: 0) { $0 + " 1" }, "디비 1", "첫 with가 돌려준 것")
            XCTAssertEqual(try pool.with(timeout: 0) { $0 + " 2" }, "디비 2", "돌려놓은 뒤의 with가 돌려준 것")
        }
    }

    /// 일이 오류를 던져도 연결은 풀로 돌아옴
    func testThrowingBody() {
        explore("연결이 하나인 풀에서 빌려 쓰다 오류를 던지고, 다시 빌림") {
            let pool = ConnectionPool([7])
            XCTAssertThrowsError(try pool.with(timeout: 0) { _ in throw QueryFailed() }) {
                XCTAssertTrue($0 is QueryFailed, "body가 던진 오류를 그대로 던져야 함")
            }
            XCTAssertEqual(borrow(pool, timeout: 0), 7, "body가 오류를 던진 뒤에 빌린 연결(nil이면 빌리지 못함)")
        }
    }

    /// 빌려 간 동안에는 없고, 시간이 다 되면 PoolTimeout을 던지며, 그 뒤로도 연결을 잃지 않음
    func testTimeout() {
        explore("연결이 하나인 풀에서 빌린 채로 0초, 2초를 기다려 보고, 돌려놓은 뒤 다시 빌림") {
            let pool = ConnectionPool([7])
            try pool.with(timeout: 0) { _ in
                for seconds in [0.0, 2.0] {
                    XCTAssertThrowsError(
                        try pool.with(timeout: seconds) { $0 }, "남은 연결이 없을 때 with(timeout: \(seconds))"
                    ) { XCTAssertTrue($0 is PoolTimeout, "시간이 다 되면 PoolTimeout을 던져야 함") }
                }
            }
            XCTAssertEqual(borrow(pool, timeout: 0), 7, "시간이 다 된 적이 있는 풀에서 다시 빌린 연결")
        }
    }

    /// 연결이 둘이면 둘이 함께 일함(시험은 두 스레드가 일하는 도중에 만나야 끝남)
    func testTwoTogether() {
        explore("연결이 둘인 풀에서 두 스레드가 하나씩 빌리고, 빌린 채로 서로를 기다림") {
            let pool = ConnectionPool([1, 2])
            let meeting = Meeting(of: 2)
            let work = {
                try? pool.with(timeout: 0) { connection in
                    meeting.arrive()
                    return connection
                }
            }
            let used = together(work, work)
            XCTAssertEqual(used.compactMap { $0 }.sorted(), [1, 2], "두 스레드가 함께 빌린 연결")
        }
    }

    /// 연결이 하나면 한 번에 한 스레드만 쓰고, 기다리던 스레드가 시간이 다 되어도 연결은 남음
    func testOneAtATime() {
        explore("연결이 하나인 풀에서 두 스레드가 1초 안에 빌리려 함") {
            let pool = ConnectionPool([7])
            let inside = Guarded((now: 0, most: 0))
            let work = {
                try? pool.with(timeout: 1) { connection in
                    inside.withLock {
                        $0.now += 1
                        $0.most = max($0.most, $0.now)
                    }
                    inside.withLock { $0.now -= 1 }
                    return connection
                }
            }
            let used = together(work, work).compactMap { $0 }
            XCTAssertEqual(inside.value.most, 1, "한 연결을 함께 쓴 스레드의 수")
            XCTAssertFalse(used.isEmpty, "두 스레드 가운데 적어도 하나는 빌려야 함")
            XCTAssertEqual(borrow(pool, timeout: 0), 7, "둘이 끝난 뒤에 빌린 연결(nil이면 연결을 잃은 것임)")
        }
    }

    /// 셋이 다투어도 모두 돌아오고, 연결은 처음 그대로 남음
    func testThreeThreads() {
        explore("연결이 하나인 풀에서 세 스레드가 1초 안에 빌리려 하고, 하나는 오류를 던짐") {
            let pool = ConnectionPool([7])
            let work = { borrow(pool, timeout: 1) }
            _ = together(work, work, { try? pool.with(timeout: 1) { _ in throw QueryFailed() } })
            let left = try? pool.with(timeout: 0) { first in [first, borrow(pool, timeout: 0)] }
            XCTAssertEqual(left, [7, nil], "셋이 끝난 뒤 두 번 겹쳐 빌렸을 때 받은 연결")
        }
    }

    /// 남은 연결이 없으면 잠들어 기다리고, 기다리는 동안 CPU를 쓰지 않음
    func testSleeps() throws {
        let pool = ConnectionPool([7])
        try pool.with(timeout: 0) { _ in
            let waiter = Sleeper { _ = borrow(pool, timeout: 60) }
            if !waiter.fallsAsleep() {
                XCTFail("남은 연결이 없을 때 with(timeout: 60)이 잠들지 않음: 기다리지 않고 돌아왔거나, 자꾸 확인하며 CPU를 씀")
            }
        }
    }

    /// 기다리던 스레드는 연결이 돌아오면 시간이 다 되기 전에 깨어남
    func testWakes() throws {
        let pool = ConnectionPool([7])
        let borrowed = Guarded<Int?>(nil)
        try pool.with(timeout: 0) { _ in
            let waiter = Sleeper {
                let connection = borrow(pool, timeout: 60)
                borrowed.withLock { $0 = connection }
            }
            _ = waiter.fallsAsleep()
            XCTAssertNil(borrowed.value, "하나뿐인 연결을 남이 쓰는 동안 빌린 연결")
        }
        for _ in 0..<3000 where borrowed.value == nil { usleep(1000) }
        XCTAssertEqual(borrowed.value, 7, "연결이 돌아온 뒤 3초 안에, 60초까지 기다리려던 스레드가 빌린 연결")
    }
}

/// The connection that was lent, nil when the pool threw.
private func borrow(_ pool: ConnectionPool<Int>, timeout: Double) -> Int? {
    try? pool.with(timeout: timeout) { $0 }
}
