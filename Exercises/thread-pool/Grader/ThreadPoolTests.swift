import Foundation
import Glibc
import GraderKit
import XCTest

@testable import ThreadPool

final class ThreadPoolTests: XCTestCase {
    private struct JobFailed: Error {}

    /// 스레드가 하나면 맡긴 차례대로 실행하고, shutdown은 모두 마친 뒤에 돌아옴
    func testInOrder() {
        explore("스레드 하나에 작업 셋을 맡기고 닫음") {
            let pool = ThreadPool(size: 1)
            let ran = Guarded<[Int]>([])
            let accepted = (1...3).map { number in pool.submit { ran.withLock { $0.append(number) } } }
            pool.shutdown()
            XCTAssertEqual(accepted, [true, true, true], "닫기 전에 세 번 부른 submit이 돌려준 것")
            XCTAssertEqual(ran.value, [1, 2, 3], "1, 2, 3을 맡기고 shutdown이 돌아왔을 때 실행된 작업")
        }
    }

    /// submit은 기다리지 않음: 스레드가 바빠도 바로 돌아옴
    func testSubmitReturns() {
        explore("스레드 하나가 첫 작업에서 기다리는 동안 둘을 더 맡김") {
            let pool = ThreadPool(size: 1)
            let gate = Meeting(of: 2)
            let ran = Guarded(0)
            _ = pool.submit { gate.arrive() }
            _ = pool.submit { ran.withLock { $0 += 1 } }
            _ = pool.submit { ran.withLock { $0 += 1 } }
            gate.arrive()
            pool.shutdown()
            XCTAssertEqual(ran.value, 2, "첫 작업이 기다리는 동안 맡긴 둘 가운데 실행된 수")
        }
    }

    /// 스레드가 둘이면 두 작업이 함께 실행됨(두 작업은 서로 만나야 끝남)
    func testTwoTogether() {
        explore("스레드 둘에 서로를 기다리는 작업 둘을 맡김") {
            let pool = ThreadPool(size: 2)
            let meeting = Meeting(of: 2)
            let met = Guarded(0)
            for _ in 0..<2 {
                _ = pool.submit {
                    meeting.arrive()
                    met.withLock { $0 += 1 }
                }
            }
            pool.shutdown()
            XCTAssertEqual(met.value, 2, "서로를 만나고 끝난 작업의 수")
        }
    }

    /// 쉬는 스레드가 있으면 작업은 기다리지 않음
    func testIdleWorkerTakes() {
        explore("스레드 둘에 작업 셋을 맡기고, 첫 작업은 셋째 작업을 기다림") {
            let pool = ThreadPool(size: 2)
            let meeting = Meeting(of: 2)
            let ran = Guarded(0)
            _ = pool.submit { meeting.arrive() }
            _ = pool.submit { ran.withLock { $0 += 1 } }
            _ = pool.submit { meeting.arrive() }
            pool.shutdown()
            XCTAssertEqual(ran.value, 1, "둘째 작업이 실행된 횟수")
        }
    }

    /// 작업을 마친 뒤에도 스레드가 모두 남아 다음 작업을 함
    func testStaysReady() {
        explore("스레드 둘에 작업 하나를 맡기고, 끝난 다음 서로를 기다리는 작업 둘을 맡기고 닫음") {
            let pool = ThreadPool(size: 2)
            let (first, both) = (Meeting(of: 2), Meeting(of: 2))
            _ = pool.submit { first.arrive() }
            first.arrive()
            for _ in 0..<2 { _ = pool.submit { both.arrive() } }
            pool.shutdown()
        }
    }

    /// 한꺼번에 실행되는 작업은 size개를 넘지 않고, 작업마다 한 번씩 실행됨
    func testNoMoreThanSize() {
        explore("스레드 둘에 작업 셋을 맡기고, 함께 실행된 수를 셈") {
            let pool = ThreadPool(size: 2)
            let inside = Guarded((now: 0, most: 0, runs: [0, 0, 0]))
            for number in 0..<3 {
                _ = pool.submit {
                    inside.withLock {
                        $0.now += 1
                        $0.most = max($0.most, $0.now)
                        $0.runs[number] += 1
                    }
                    inside.withLock { $0.now -= 1 }
                }
            }
            pool.shutdown()
            XCTAssertLessThanOrEqual(inside.value.most, 2, "size가 2일 때 한꺼번에 실행된 작업의 수")
            XCTAssertEqual(inside.value.runs, [1, 1, 1], "작업마다 실행된 횟수")
        }
    }

    /// 두 스레드가 함께 맡겨도 하나도 잃지 않음
    func testTwoSubmitters() {
        explore("두 스레드가 하나씩 맡기고, 둘 다 맡긴 뒤에 닫음") {
            let pool = ThreadPool(size: 1)
            let runs = Guarded([0, 0])
            let submit = { (number: Int) in pool.submit { runs.withLock { $0[number] += 1 } } }
            XCTAssertEqual(together({ submit(0) }, { submit(1) }), [true, true], "두 스레드의 submit이 돌려준 것")
            pool.shutdown()
            XCTAssertEqual(runs.value, [1, 1], "두 스레드가 맡긴 작업이 저마다 실행된 횟수")
        }
    }

    /// 쉬던 스레드가 여럿이어도 shutdown이 모두 끝냄
    func testShutdownIdle() {
        explore("아무것도 맡기지 않고 스레드 둘인 풀을 닫음") {
            let pool = ThreadPool(size: 2)
            pool.shutdown()
        }
    }

    /// 두 스레드가 함께 닫아도, 다시 닫아도, 돌아올 때마다 작업이 모두 끝나 있음
    func testShutdownTwice() {
        explore("작업 하나를 맡기고 두 스레드가 함께 닫은 뒤, 한 번 더 닫음") {
            let pool = ThreadPool(size: 1)
            let ran = Guarded(0)
            _ = pool.submit { ran.withLock { $0 += 1 } }
            let close = {
                pool.shutdown()
                return ran.value
            }
            XCTAssertEqual(together(close, close), [1, 1], "두 스레드의 shutdown이 돌아왔을 때마다 실행된 작업의 수")
            pool.shutdown()
            XCTAssertEqual(ran.value, 1, "세 번째 shutdown이 돌아온 뒤 실행된 작업의 수")
        }
    }

    /// 닫힌 뒤의 submit은 false이고, 그 작업은 실행되지 않음
    func testSubmitAfterShutdown() {
        explore("작업 하나를 맡기고 닫은 뒤에 하나를 더 맡기고, 다시 닫음") {
            let pool = ThreadPool(size: 1)
            let ran = Guarded(0)
            _ = pool.submit { ran.withLock { $0 += 1 } }
            pool.shutdown()
            let accepted = pool.submit { ran.withLock { $0 += 10 } }
            pool.shutdown()
            XCTAssertFalse(accepted, "shutdown이 돌아온 뒤의 submit이 돌려준 것")
            XCTAssertEqual(ran.value, 1, "닫기 전의 작업이 실행된 횟수 + 닫은 뒤의 작업이 실행된 횟수 × 10")
        }
    }

    /// 닫는 때에 맡긴 작업은, true를 돌려줬으면 실행되고 false를 돌려줬으면 실행되지 않음
    func testSubmitWhileClosing() {
        explore("한 스레드는 맡기고 다른 스레드는 닫음") {
            let pool = ThreadPool(size: 1)
            let ran = Guarded(0)
            let accepted = together(
                { pool.submit { ran.withLock { $0 += 1 } } },
                {
                    pool.shutdown()
                    return false
                })[0]
            pool.shutdown()
            XCTAssertEqual(ran.value, accepted ? 1 : 0, "submit이 \(accepted)를 돌려준 작업이 실행된 횟수")
        }
    }

    /// 작업이 오류를 던져도 그 스레드는 다음 작업을 계속함
    func testFailingJobs() {
        explore("스레드 하나에 오류를 던지는 작업 둘과 보통 작업 하나를 맡기고 닫음") {
            let pool = ThreadPool(size: 1)
            let ran = Guarded(0)
            for _ in 0..<2 { _ = pool.submit { throw JobFailed() } }
            _ = pool.submit { ran.withLock { $0 += 1 } }
            pool.shutdown()
            XCTAssertEqual(ran.value, 1, "작업 둘이 오류를 던진 뒤에 실행된 작업의 수")
        }
        explore("스레드 둘에 오류를 던지는 작업 둘을 맡긴 다음, 서로를 기다리는 작업 둘을 맡기고 닫음") {
            let pool = ThreadPool(size: 2)
            let meeting = Meeting(of: 2)
            for _ in 0..<2 { _ = pool.submit { throw JobFailed() } }
            for _ in 0..<2 { _ = pool.submit { meeting.arrive() } }
            pool.shutdown()
        }
    }

    /// 작업 안에서 다른 작업을 맡겨도 됨
    func testJobSubmits() {
        explore("스레드 하나에 작업을 맡기고, 그 작업이 하나를 더 맡긴 뒤에 닫음") {
            let pool = ThreadPool(size: 1)
            let submitted = Meeting(of: 2)
            let seen = Guarded((accepted: false, ran: 0))
            _ = pool.submit {
                let accepted = pool.submit { seen.withLock { $0.ran += 1 } }
                seen.withLock { $0.accepted = accepted }
                submitted.arrive()
            }
            submitted.arrive()
            pool.shutdown()
            XCTAssertTrue(seen.value.accepted, "작업 안에서 부른 submit이 돌려준 것")
            XCTAssertEqual(seen.value.ran, 1, "작업 안에서 맡긴 작업이 실행된 횟수")
        }
    }

    /// 스레드는 init에서 띄운 size개뿐이고, 작업은 그 스레드들이 실행함
    func testStandingThreads() {
        let me = pthread_self()
        let crew = Crew()
        let pool = ThreadPool(size: 3)
        XCTAssertEqual(crew.count, 3, "ThreadPool(size: 3)을 만든 뒤 늘어난 스레드의 수")

        let threads = Guarded<[pthread_t]>([])
        for round in 1...2 {
            _ = crew.comesToRest()
            let (held, gate) = (Meeting(of: 4), Meeting(of: 4))
            for _ in 0..<3 {
                _ = pool.submit {
                    threads.withLock { $0.append(pthread_self()) }
                    held.arrive()
                    gate.arrive()
                }
            }
            held.arrive()
            _ = pool.submit { threads.withLock { $0.append(pthread_self()) } }
            XCTAssertEqual(crew.count, 3, "size가 3일 때, 작업 셋이 실행되는 동안 하나를 더 맡긴 뒤 늘어나 있는 스레드의 수")
            gate.arrive()
            for _ in 0..<5000 where threads.value.count < round * 4 { usleep(1000) }
        }
        XCTAssertEqual(threads.value.count, 8, "작업을 넷씩 두 번 맡겼을 때 실행된 수")
        XCTAssertEqual(Set(threads.value).count, 3, "size가 3일 때 작업을 실행한 스레드의 수")
        XCTAssertFalse(threads.value.contains(me), "submit을 부른 스레드가 작업을 실행함. 작업은 풀의 스레드에 맡기세요")
    }

    /// shutdown이 돌아올 때는 띄운 스레드가 모두 끝나 있음
    func testEnded() {
        let crew = Crew()
        let ends = SlowEnds.count()
        let pool = ThreadPool(size: 3)
        _ = crew.comesToRest()
        let (held, gate) = (Meeting(of: 4), Meeting(of: 4))
        for _ in 0..<3 {
            _ = pool.submit {
                SlowEnds.slowDown()
                held.arrive()
                gate.arrive()
            }
        }
        held.arrive()
        let endsAtReturn = Guarded(-1)
        let closer = Sleeper {
            pool.shutdown()
            endsAtReturn.withLock { $0 = ends.value }
        }
        _ = closer.fallsAsleep()
        gate.arrive()
        for _ in 0..<5000 where endsAtReturn.value < 0 { usleep(1000) }
        XCTAssertEqual(
            endsAtReturn.value, 3,
            "size가 3일 때 shutdown이 돌아온 순간 끝나 있는 스레드의 수(-1이면 5초가 지나도 안 돌아옴). join은 스레드가 끝나기를 기다림")
    }

    /// 끝난 스레드의 스택을 남기지 않음
    func testNoStackLeft() {
        let before = threadStacks()
        let crew = Crew()
        let pool = ThreadPool(size: 24)
        _ = crew.comesToRest()
        pool.shutdown()
        // libc는 끝난 스레드의 스택을 다시 쓰려고 다섯 개쯤 쥐고 있음.
        for _ in 0..<2000 where threadStacks() - before >= 16 { usleep(1000) }
        XCTAssertLessThan(
            threadStacks() - before, 16, "size가 24인 풀을 닫은 뒤 남은 스택의 수. join 하지 않은 스레드의 스택은 남음")
    }

    /// 할 일이 없는 스레드는 잠들어 있고, 맡기면 깨어남
    func testIdleSleeps() {
        let crew = Crew()
        let pool = ThreadPool(size: 2)
        for moment in ["만든 뒤", "작업을 마친 뒤"] {
            if !crew.comesToRest() {
                XCTFail("\(moment), 할 일이 없는 스레드가 잠들지 않음: 기다리는 동안 CPU를 쓰며 자꾸 확인함")
            }
            XCTAssertEqual(crew.count, 2, "size가 2인 풀을 \(moment), 할 일을 기다리는 스레드의 수")
            let meeting = Meeting(of: 3)
            for _ in 0..<2 { _ = pool.submit { meeting.arrive() } }
            meeting.arrive()
        }
    }

    /// 닫는 중에도 submit은 false이고, shutdown을 부른 스레드는 잠들어 기다림
    func testClosesFirst() {
        let pool = ThreadPool(size: 1)
        let (held, gate) = (Meeting(of: 2), Meeting(of: 2))
        let ran = Guarded(0)
        let returned = Guarded(0)
        _ = pool.submit {
            held.arrive()
            gate.arrive()
            ran.withLock { $0 += 1 }
        }
        held.arrive()
        let closers = (0..<3).map { _ in
            Sleeper {
                pool.shutdown()
                returned.withLock { $0 += 1 }
            }
        }
        for closer in closers where !closer.fallsAsleep() {
            XCTFail("작업이 끝나기를 기다리는 shutdown이 잠들지 않음: 기다리지 않고 돌아왔거나, 자꾸 확인하며 CPU를 씀")
        }
        XCTAssertFalse(pool.submit { ran.withLock { $0 += 10 } }, "shutdown이 남은 작업을 기다리는 동안 부른 submit이 돌려준 것")
        XCTAssertEqual(returned.value, 0, "작업이 끝나지 않았는데 돌아온 shutdown의 수")
        gate.arrive()
        for _ in 0..<5000 where returned.value < 3 { usleep(1000) }
        XCTAssertEqual(returned.value, 3, "스레드 셋이 함께 닫았을 때, 작업이 끝난 뒤 5초 안에 돌아온 shutdown의 수")
        XCTAssertEqual(ran.value, 1, "닫기 전의 작업이 실행된 횟수 + 닫는 중의 작업이 실행된 횟수 × 10")
    }
}

/// The threads of this process that were not there yet when this was made.
private struct Crew {
    private let others = Crew.all

    var count: Int { members.count }

    /// True once all of them were seen to use no processor time at 50 looks on end, a millisecond apart; false once some was used at 100
    /// looks. True of none. As `Sleeper.fallsAsleep`, for threads that somebody else has started.
    func comesToRest() -> Bool {
        var (quietLooks, busyLooks) = (0, 0)
        var last = times
        while quietLooks < 50, busyLooks < 100 {
            usleep(1000)
            let now = times
            // A thread that has not yet begun says nothing of how it waits.
            if now.contains(0) { continue }
            (quietLooks, busyLooks) = now == last ? (quietLooks + 1, busyLooks) : (0, busyLooks + 1)
            last = now
        }
        return quietLooks == 50
    }

    private var members: [pid_t] { Crew.all.subtracting(others).sorted() }

    private var times: [Int] {
        members.compactMap { thread in
            // The clock of one thread of this process by its number; see clock_getres(2) and CPUCLOCK_PERTHREAD in Linux.
            var time = timespec()
            guard clock_gettime(~thread << 3 | 6, &time) == 0 else { return nil }
            return time.tv_sec * 1_000_000_000 + time.tv_nsec
        }
    }

    private static var all: Set<pid_t> {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task")) ?? []
        return Set(names.compactMap { pid_t($0) })
    }
}

/// Threads that take 0.3 s more to end, and are counted then: the destructor of a thread's own value runs at the very end of the thread,
/// which pthread_join(3) waits for. No other way of waiting sees it.
private enum SlowEnds {
    nonisolated(unsafe) private static var key = pthread_key_t()
    nonisolated(unsafe) private static var ended = Guarded(0)

    /// How many have ended; to be called once, before there are such threads.
    static func count() -> Guarded<Int> {
        pthread_key_create(&key) { _ in
            usleep(300_000)
            SlowEnds.ended.withLock { $0 += 1 }
        }
        return ended
    }

    /// Of the calling thread.
    static func slowDown() {
        pthread_setspecific(key, UnsafeRawPointer(bitPattern: 1))
    }
}
