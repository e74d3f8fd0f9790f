import GraderKit
import XCTest

@testable import SpinToSleep

final class SpinToSleepTests: XCTestCase {
    private func addTogether(_ lock: any Lock, threads: Int, line: UInt = #line) {
        let tally = Tally(guardedBy: lock)
        _ = together(Array(repeating: { tally.add(1) }, count: threads))
        XCTAssertEqual(tally.total, threads, "\(threads)개의 스레드가 1씩 더한 합계", line: line)
    }

    /// SpinLock: 한 스레드가 쥐었다 풀고 다시 쥠
    func testSpinAlone() {
        explore("한 스레드가 SpinLock을 두 번 쥠") { addTwice(SpinLock()) }
    }

    /// SpinLock: 두 스레드가 더해도 하나도 잃지 않음
    func testSpinTwo() {
        explore("SpinLock이 지키는 합계에 두 스레드가 1씩 더함") { addTogether(SpinLock(), threads: 2) }
    }

    /// SpinLock: 세 스레드가 더해도 하나도 잃지 않음
    func testSpinThree() {
        explore("SpinLock이 지키는 합계에 세 스레드가 1씩 더함") { addTogether(SpinLock(), threads: 3) }
    }

    /// YieldLock: 한 스레드가 쥐었다 풀고 다시 쥠
    func testYieldAlone() {
        explore("한 스레드가 YieldLock을 두 번 쥠") { addTwice(YieldLock()) }
    }

    /// YieldLock: 두 스레드가 더해도 하나도 잃지 않음
    func testYieldTwo() {
        explore("YieldLock이 지키는 합계에 두 스레드가 1씩 더함") { addTogether(YieldLock(), threads: 2) }
    }

    /// YieldLock: 못 잡으면 남에게 차례를 넘김
    func testYieldYields() {
        let lock = YieldLock()
        lock.lock()
        let waiter = Sleeper { lock.lock() }
        if !waiter.givesWay() { XCTFail("남이 쥔 YieldLock의 lock()이 sched_yield()를 부르지 않음: 들어갔거나, 돌기만 함") }
    }

    /// SleepLock: 한 스레드가 쥐었다 풀고 다시 쥠
    func testSleepAlone() {
        explore("한 스레드가 SleepLock을 두 번 쥠") { addTwice(SleepLock()) }
    }

    /// SleepLock: 두 스레드가 더해도 하나도 잃지 않음
    func testSleepTwo() {
        explore("SleepLock이 지키는 합계에 두 스레드가 1씩 더함") { addTogether(SleepLock(), threads: 2) }
    }

    /// SleepLock: 세 스레드가 모두 돌아옴
    func testSleepThree() {
        explore("SleepLock이 지키는 합계에 세 스레드가 1씩 더함") { addTogether(SleepLock(), threads: 3) }
    }

    /// SleepLock: 기다리는 동안 CPU를 쓰지 않음
    func testSleepSleeps() {
        let lock = SleepLock()
        lock.lock()
        let waiter = Sleeper { lock.lock() }
        if !waiter.fallsAsleep() { XCTFail("남이 쥔 SleepLock의 lock()이 잠들지 않음: 들어갔거나, 자꾸 확인하며 CPU를 씀") }
    }

    private func addTwice(_ lock: any Lock) {
        let tally = Tally(guardedBy: lock)
        tally.add(1)
        tally.add(2)
        XCTAssertEqual(tally.total, 3, "한 스레드가 1과 2를 더한 합계")
    }
}
