import Glibc
import ServerKit
import XCTest

@testable import SharedCounter

final class SharedCounterTests: XCTestCase {
    /// 0에서 시작해 올린 만큼 됨
    func testStartsAtZero() throws {
        for _ in 0..<2 {
            let counter = try SharedCounter()
            XCTAssertEqual(counter.value, 0, "SharedCounter()의 value")
            for _ in 0..<3 { counter.increment() }
            XCTAssertEqual(counter.value, 3, "increment()를 세 번 부른 뒤의 value")
        }
    }

    /// 자식이 올린 것이 부모에게 보임
    func testChildCounts() throws {
        let counter = try SharedCounter()
        let before = counter.value
        counter.increment()
        let child = try forkChild {
            for _ in 0..<3 { counter.increment() }
            return Int32(clamping: counter.value - before)
        }
        let ending = try waitChild(child)
        XCTAssertEqual(ending, .exited(4), "부모가 한 번, 자식이 세 번 올린 뒤 자식이 본 value(자식의 종료 코드로 알림)")
        XCTAssertEqual(counter.value - before, 4, "부모가 한 번, 자식이 세 번 올린 뒤 부모가 본 value")
    }

    /// 자식이 도는 동안에도 보이고, 부모가 올린 것도 자식에게 보임
    func testWhileChildRuns() throws {
        let counter = try SharedCounter()
        let before = counter.value
        let child = try forkChild {
            counter.increment()
            for _ in 0..<1500 where counter.value - before < 2 { usleep(2000) }
            return counter.value - before == 2 ? 0 : 1
        }
        for _ in 0..<1500 where counter.value == before { usleep(2000) }
        XCTAssertEqual(counter.value - before, 1, "도는 자식이 한 번 올렸을 때 부모가 본 value")
        counter.increment()
        XCTAssertEqual(try waitChild(child), .exited(0), "그다음 부모가 한 번 올린 것을 자식이 보고 종료 코드 0으로 끝남")
    }

    /// 카운터 둘은 서로 상관없음
    func testTwoCounters() throws {
        let first = try SharedCounter()
        let second = try SharedCounter()
        _ = try waitChild(
            try forkChild {
                first.increment()
                first.increment()
                second.increment()
                return 0
            })
        XCTAssertEqual(first.value, 2, "자식이 첫째를 두 번, 둘째를 한 번 올린 뒤 첫째의 value")
        XCTAssertEqual(second.value, 1, "자식이 첫째를 두 번, 둘째를 한 번 올린 뒤 둘째의 value")
    }

    /// 여러 프로세스가 동시에 올려도 사라지지 않음
    func testNoLostUpdates() throws {
        // 하나라도 잃을 때까지 여러 판을 함. 맞는 카운터는 몇 판을 하든 하나도 안 잃음.
        let end = ContinuousClock.now + .seconds(2)
        for round in 1...Self.rounds where round == 1 || ContinuousClock.now < end {
            let counter = try SharedCounter()
            let before = counter.value
            let gate = try SharedMemory(words: 2)  // [모인 수, 문 열림]
            let children = try (0..<Self.processes).map { _ in
                try forkChild {
                    gate.add(1, at: 0)
                    while gate[1] == 0 { sched_yield() }
                    beJolted()
                    for _ in 0..<Self.additions { counter.increment() }
                    return 0
                }
            }
            while gate[0] < Self.processes { sched_yield() }
            gate[1] = 1
            for child in children { _ = try waitChild(child) }
            let wanted = Self.processes * Self.additions
            XCTAssertEqual(
                counter.value - before, wanted,
                "프로세스 \(Self.processes)개가 동시에 \(Self.additions)번씩 올린 뒤의 value")
            if counter.value - before != wanted { return }
        }
    }

    /// 이 프로세스를 자꾸 흔듦: 시그널이 아무 명령 사이에나 끼어들어 CPU를 넘김. 코어가 하나이거나 바쁠 때도
    /// 읽기와 쓰기 사이가 벌어짐.
    private func beJolted() {
        signal(SIGALRM) { _ in sched_yield() }
        let often = timeval(tv_sec: 0, tv_usec: 200)
        var timer = itimerval(it_interval: often, it_value: often)
        setitimer(Int32(ITIMER_REAL.rawValue), &timer, nil)
    }

    private static let processes = 4
    private static let additions = 50_000
    private static let rounds = 50
}
