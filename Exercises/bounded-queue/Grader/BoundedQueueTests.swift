import GraderKit
import XCTest

@testable import BoundedQueue

final class BoundedQueueTests: XCTestCase {
    /// 넣은 차례대로 나옴
    func testOrder() {
        explore("한 스레드가 셋을 넣고 셋을 꺼냄") {
            let queue = BoundedQueue<Int>(capacity: 3)
            for item in 1...3 { queue.put(item) }
            XCTAssertEqual((1...3).map { _ in queue.take() }, [1, 2, 3], "1, 2, 3을 넣고 꺼낸 차례")
        }
    }

    /// 비어 있으면 들어올 때까지 기다림
    func testTakeWaits() {
        explore("한 스레드가 꺼내고 다른 스레드가 하나 넣음") {
            let queue = BoundedQueue<Int>(capacity: 1)
            let items: [[Int]] = together(
                { [queue.take()] },
                {
                    queue.put(7)
                    return []
                })
            XCTAssertEqual(items, [[7], []], "꺼낸 것")
        }
    }

    /// 가득 차 있으면 자리가 날 때까지 기다림
    func testPutWaits() {
        explore("자리가 하나인 큐에 한 스레드가 둘을 넣고 다른 스레드가 둘을 꺼냄") {
            let queue = BoundedQueue<Int>(capacity: 1)
            let room = Room()
            let items: [[Int]] = together(
                {
                    for item in 1...2 {
                        queue.put(item)
                        room.entered()
                    }
                    return []
                },
                {
                    (1...2).map { _ in
                        room.leaving()
                        return queue.take()
                    }
                })
            XCTAssertEqual(items, [[], [1, 2]], "1과 2를 넣고 꺼낸 차례")
            XCTAssertLessThanOrEqual(room.most, 1, "capacity가 1일 때, 아직 아무도 꺼내려 하지 않은 것의 수")
        }
    }

    /// 두 스레드가 함께 넣어도 하나도 잃지 않음
    func testTwoProducers() {
        explore("두 스레드가 하나씩 넣고, 모두 끝난 뒤 둘을 꺼냄") {
            let queue = BoundedQueue<Int>(capacity: 2)
            _ = together({ queue.put(1) }, { queue.put(2) })
            XCTAssertEqual([queue.take(), queue.take()].sorted(), [1, 2], "두 스레드가 1과 2를 넣은 뒤 꺼낸 것")
        }
    }

    /// 두 스레드가 함께 넣어도 자리보다 많이 들어가지 않음
    func testTwoPutters() {
        explore("자리가 하나인 큐에 두 스레드가 하나씩 넣고 다른 스레드가 둘을 꺼냄") {
            let queue = BoundedQueue<Int>(capacity: 1)
            let room = Room()
            let put = { (item: Int) -> [Int] in
                queue.put(item)
                room.entered()
                return []
            }
            let items = together(
                { put(1) }, { put(2) },
                {
                    (1...2).map { _ in
                        room.leaving()
                        return queue.take()
                    }
                })
            XCTAssertEqual(items.joined().sorted(), [1, 2], "두 스레드가 1과 2를 넣는 동안 꺼낸 것")
            XCTAssertLessThanOrEqual(room.most, 1, "capacity가 1일 때, 아직 아무도 꺼내려 하지 않은 것의 수")
        }
    }

    /// 넣는 쪽 둘, 꺼내는 쪽 둘이 모두 돌아옴
    func testTwoAndTwo() {
        explore("자리가 하나인 큐에 두 스레드가 하나씩 넣고 두 스레드가 하나씩 꺼냄") {
            let queue = BoundedQueue<Int>(capacity: 1)
            let putting = [1, 2].map { item in
                { () -> Int? in
                    queue.put(item)
                    return nil
                }
            }
            let taking = Array(repeating: { () -> Int? in queue.take() }, count: 2)
            let taken = together(putting + taking).compactMap { $0 }
            XCTAssertEqual(taken.sorted(), [1, 2], "1과 2를 넣고 두 스레드가 꺼낸 것")
        }
    }

    /// 여섯 스레드가 둘씩 넣고 꺼내도 빠짐없이 한 번씩 나옴
    func testSixThreads() {
        explore("자리가 둘인 큐에 세 스레드가 둘씩 넣고 세 스레드가 둘씩 꺼냄") {
            let queue = BoundedQueue<Int>(capacity: 2)
            let putting = (0..<3).map { thread in
                { () -> [Int] in
                    for item in 1...2 { queue.put(thread * 10 + item) }
                    return []
                }
            }
            let taking = Array(repeating: { () -> [Int] in [queue.take(), queue.take()] }, count: 3)
            let taken = together(putting + taking)
            XCTAssertEqual(
                taken.joined().sorted(), [1, 2, 11, 12, 21, 22], "세 스레드가 넣고 세 스레드가 꺼낸 것")
        }
    }

    /// 기다리는 동안 CPU를 쓰지 않음
    func testSleeps() {
        let empty = BoundedQueue<Int>(capacity: 1)
        let taker = Sleeper { _ = empty.take() }
        if !taker.fallsAsleep() { XCTFail("빈 큐의 take가 잠들지 않음: 기다리는 동안 CPU를 쓰며 자꾸 확인함") }

        let full = BoundedQueue<Int>(capacity: 1)
        full.put(1)
        let putter = Sleeper { full.put(2) }
        if !putter.fallsAsleep() { XCTFail("가득 찬 큐의 put이 잠들지 않음: 기다리지 않고 돌아왔거나, 자꾸 확인하며 CPU를 씀") }
    }
}

/// How many items were put of which nobody has begun to take one.
private final class Room {
    private let state = Guarded((inside: 0, most: 0))

    var most: Int { state.value.most }

    /// After a `put` has returned.
    func entered() {
        state.withLock {
            $0.inside += 1
            $0.most = max($0.most, $0.inside)
        }
    }

    /// Before a `take` is called.
    func leaving() {
        state.withLock { $0.inside -= 1 }
    }
}
