import Foundation
import GraderKit
import XCTest

@testable import RwLock

final class RwLockTests: XCTestCase {
    private struct Refused: Error {}

    /// body의 값을 돌려주고, 오류는 그대로 던지고, 그 뒤로도 쓸 수 있음
    func testResultsAndErrors() {
        explore("한 스레드가 읽고, 쓰고, 오류를 던지고, 다시 씀") {
            let lock = ReadWriteLock()
            XCTAssertEqual(lock.withRead { 1 }, 1, "withRead { 1 }")
            XCTAssertEqual(lock.withWrite { "씀" }, "씀", "withWrite { \"씀\" }")
            XCTAssertThrowsError(try lock.withRead { throw Refused() }, "withRead의 body가 던진 오류")
            XCTAssertThrowsError(try lock.withWrite { throw Refused() }, "withWrite의 body가 던진 오류")
            XCTAssertEqual(lock.withWrite { 2 }, 2, "오류 뒤의 withWrite { 2 }")
            XCTAssertEqual(lock.withRead { 3 }, 3, "오류 뒤의 withRead { 3 }")
        }
    }

    /// 읽는 스레드끼리는 함께 들어감(시험은 둘이 안에서 만나야 나감)
    func testReadersTogether() {
        explore("두 스레드가 읽으러 들어가, 안에서 서로를 기다림") {
            let lock = ReadWriteLock()
            let meeting = Meeting(of: 2)
            let read = { lock.withRead { meeting.arrive() } }
            _ = together(read, read)
        }
    }

    /// 쓰는 스레드끼리는 함께 들어가지 않음
    func testWritersAlone() {
        explore("두 스레드가 함께 쓰려고 함") {
            let lock = ReadWriteLock()
            let inside = Guarded((now: 0, most: 0))
            let write = { lock.withWrite { Self.visit(inside) } }
            _ = together(write, write)
            XCTAssertEqual(inside.value.most, 1, "한 번에 안에서 쓰던 스레드의 수")
        }
    }

    /// 쓰는 동안에는 아무도 읽지 않고, 읽는 동안에는 아무도 쓰지 않음
    func testReaderOrWriter() {
        explore("한 스레드는 읽고 한 스레드는 씀") {
            let lock = ReadWriteLock()
            let inside = Guarded((now: 0, most: 0))
            _ = together({ lock.withRead { Self.visit(inside) } }, { lock.withWrite { Self.visit(inside) } })
            XCTAssertEqual(inside.value.most, 1, "한 번에 안에 있던, 읽는 스레드와 쓰는 스레드의 수")
        }
    }

    /// 읽는 둘, 쓰는 둘이 모두 돌아오고, 쓴 것을 잃지 않음
    func testTwoAndTwo() {
        explore("두 스레드가 1씩 더하고 두 스레드가 읽음") {
            let lock = ReadWriteLock()
            let number = Box()
            let add = { lock.withWrite { number.value += 1 } }
            let look = { _ = lock.withRead { number.value } }
            _ = together(add, look, add, look)
            XCTAssertEqual(number.value, 2, "두 스레드가 1씩 더한 값")
        }
    }

    /// 쓰려고 기다리는 스레드가 있으면 새로 온 읽기는 그 뒤에 섬
    func testWriterIsNotStarved() {
        let lock = ReadWriteLock()
        let isReading = Guarded(false)
        let entered = Guarded<[String]>([])
        _ = Sleeper {
            lock.withRead {
                isReading.withLock { $0 = true }
                while true { sleep(1) }
            }
        }
        while !isReading.value { usleep(1000) }
        let writer = Sleeper { lock.withWrite { entered.withLock { $0.append("쓰기") } } }
        guard writer.fallsAsleep() else {
            return XCTFail("읽는 스레드가 있는데 쓰기가 잠들지 않음: 들어갔거나, 자꾸 확인하며 CPU를 씀")
        }
        let reader = Sleeper { lock.withRead { entered.withLock { $0.append("읽기") } } }
        guard reader.fallsAsleep() else {
            return XCTFail("쓰려고 기다리는 스레드가 있는데 새로 온 읽기가 잠들지 않음: 먼저 들어갔거나, 자꾸 확인하며 CPU를 씀")
        }
        // The first reader stays for good. Who would come in after it, in which order, is what `explore` asks: here, where threads
        // wake up as the kernel likes, a wrong lock would be found now and then only.
        XCTAssertEqual(entered.value, [], "첫 읽기가 안에 있는 동안 들어간 쓰기와 읽기")
    }

    private static func visit(_ inside: Guarded<(now: Int, most: Int)>) {
        inside.withLock {
            $0.now += 1
            $0.most = max($0.most, $0.now)
        }
        inside.withLock { $0.now -= 1 }
    }
}

/// Guarded by the learner's lock alone.
private final class Box {
    var value = 0
}
