import GraderKit
import Glibc
import ServerKit
import XCTest

@testable import OwnStacks

final class OwnStacksTests: XCTestCase {
    /// 번호마다 다른 스레드가 visit을 한 번씩 부름
    func testVisits() throws {
        let me = pthread_self()
        let calls = Guarded<[(number: Int, isMine: Bool)]>([])
        let ranges = try stackRanges(threads: 4) { number in
            let isMine = pthread_equal(pthread_self(), me) != 0
            calls.withLock { $0.append((number, isMine)) }
        }
        XCTAssertEqual(ranges.count, 4, "stackRanges(threads: 4)가 돌려준 범위의 수")
        XCTAssertEqual(calls.value.map(\.number).sorted(), [0, 1, 2, 3], "threads: 4일 때 visit이 받은 번호를 모은 것")
        XCTAssertEqual(calls.value.count { $0.isMine }, 0, "stackRanges를 부른 스레드가 visit을 부른 횟수")
        XCTAssertEqual(try stackRanges(threads: 0) { _ in }.count, 0, "stackRanges(threads: 0)이 돌려준 범위의 수")
    }

    /// n번째 범위에 n번 스레드의 지역 변수가 들어 있음
    func testHoldsLocals() throws {
        let places = Guarded<[Int: UInt]>([:])
        let ranges = try stackRanges(threads: 3) { number in
            let place = placeOfLocal()
            // 큰 번호부터 하나씩 마침: 마친 차례로 적으면 번호가 뒤바뀜.
            for _ in 0..<500 where places.value.count < 2 - number { usleep(2000) }
            usleep(20_000)
            places.withLock { $0[number] = place }
        }
        guard ranges.count == 3 else { return XCTFail("threads: 3일 때 돌려준 범위의 수: 기대 3 · 실제 \(ranges.count)") }
        for number in 0..<3 {
            let place = places.value[number] ?? 0
            XCTAssertTrue(
                ranges[number].contains(place),
                "\(number)번 스레드의 지역 변수가 \(number)번째 범위에 없음. currentStack()은 부른 스레드의 스택을 알려줌. n번의 것은 n번째 칸에 넣으세요"
            )
        }
    }

    /// 함께 살아 있는 스택끼리는 겹치지 않음
    func testDisjoint() throws {
        let ranges = try stackRanges(threads: 8) { _ in }.sorted { $0.lowerBound < $1.lowerBound }
        XCTAssertEqual(ranges.count, 8, "stackRanges(threads: 8)이 돌려준 범위의 수")
        let overlaps = zip(ranges, ranges.dropFirst()).count { $0.upperBound > $1.lowerBound }
        XCTAssertEqual(overlaps, 0, "스레드 여덟의 스택에서 이웃과 겹친 범위의 수. 끝난 스레드의 스택은 다시 쓰임")
    }

    /// 모두가 visit을 마칠 때까지 아무도 끝나지 않음
    func testAliveTogether() throws {
        let before = ProcessWatch.own.threads
        let arrived = Guarded(0)
        let fewest = Guarded(Int.max)
        _ = try stackRanges(threads: 4) { _ in
            let isLast = arrived.withLock { count in
                count += 1
                return count == 4
            }
            guard isLast else { return }
            // 마지막으로 온 스레드가 visit에 머무는 동안, 나머지가 끝나는지 지켜봄.
            for _ in 0..<100 where fewest.value >= before + 4 {
                let now = ProcessWatch.own.threads
                fewest.withLock { $0 = min($0, now) }
                usleep(2000)
            }
        }
        XCTAssertEqual(
            fewest.value - before, 4, "스레드 넷 가운데 마지막이 visit에 있는 동안 살아 있던 스레드의 수. 모두가 마칠 때까지 기다리세요")
    }

    /// 돌아올 때는 띄운 스레드가 모두 끝나 있음
    func testEnded() throws {
        let ends = Guarded(0)
        countSlowEnds(in: ends)
        _ = try stackRanges(threads: 3) { _ in
            pthread_setspecific(endKey, UnsafeRawPointer(bitPattern: 1))
        }
        XCTAssertEqual(ends.value, 3, "stackRanges(threads: 3)이 돌아왔을 때 끝나 있는 스레드의 수. join은 스레드가 끝나기를 기다림")
    }

    /// 끝난 스레드의 스택을 남기지 않음
    func testNoStackLeft() throws {
        let before = threadStacks()
        for _ in 0..<4 { _ = try stackRanges(threads: 8) { _ in } }
        // libc는 끝난 스레드의 스택을 다시 쓰려고 다섯 개쯤 쥐고 있음.
        XCTAssertLessThan(
            threadStacks() - before, 16, "stackRanges(threads: 8)을 네 번 부른 뒤 남은 스택의 수. join 하지 않은 스레드의 스택은 남음")
    }
}

/// Where a variable of the caller's thread lies.
private func placeOfLocal() -> UInt {
    var local = 0
    return withUnsafePointer(to: &local) { UInt(bitPattern: $0) }
}

nonisolated(unsafe) private var endKey = pthread_key_t()
nonisolated(unsafe) private var endsCounted: Guarded<Int>?

/// A thread that holds a value of `endKey` takes 50 ms more to end and is counted then: its destructor runs at the very end of
/// the thread, which pthread_join(3) waits for. No other way of waiting sees it.
private func countSlowEnds(in ends: Guarded<Int>) {
    endsCounted = ends
    pthread_key_create(&endKey) { _ in
        usleep(50_000)
        endsCounted?.withLock { $0 += 1 }
    }
}
