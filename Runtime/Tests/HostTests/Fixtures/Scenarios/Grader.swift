// A hidden grader that explores, as its author writes it.
import Foundation
import GraderKit
import ServerKit
import Synchronization
import XCTest

@testable import Shared

/// Gives each body a thread and waits for all: one creation and one join each, nothing else that could be interleaved.
func inParallel(_ bodies: [@Sendable () -> Void]) {
    let threads = bodies.map { body in
        var thread = pthread_t()
        pthread_create(
            &thread, nil,
            { argument in
                Unmanaged<Work>.fromOpaque(argument!).takeRetainedValue().run()
                return nil
            }, Unmanaged.passRetained(Work(run: body)).toOpaque())
        return thread
    }
    threads.forEach { pthread_join($0, nil) }
}

final class Work: Sendable {
    let run: @Sendable () -> Void
    init(run: @escaping @Sendable () -> Void) { self.run = run }
}

func inParallel(_ count: Int, _ body: @escaping @Sendable () -> Void) {
    inParallel(Array(repeating: body, count: count))
}

/// The same with Foundation's threads, which nobody can join.
func withFoundation(_ bodies: [@Sendable () -> Void]) {
    let ended = Latch(bodies.count)
    for body in bodies {
        Thread {
            body()
            ended.signal()
        }.start()
    }
    ended.wait()
}

final class Latch: @unchecked Sendable {
    private let condition = NSCondition()
    private var missing: Int
    init(_ count: Int) { missing = count }
    func signal() {
        condition.withLock {
            missing -= 1
            condition.signal()
        }
    }
    func wait() {
        condition.withLock {
            while missing > 0 { condition.wait() }
        }
    }
}

struct Thrown: Error {}

final class ScenarioTests: XCTestCase {
    func testRacy() {
        explore("두 스레드가 한 번씩 올리면 2가 됨") {
            let counter = RacyCounter()
            inParallel(2) { counter.increment() }
            XCTAssertEqual(counter.value, 2)  // line: racy
        }
    }

    func testLocked() {
        explore("잠그고 올림") {
            let counter = LockedCounter()
            inParallel(2) { counter.increment() }
            XCTAssertEqual(counter.value, 2)
        }
    }

    func testMutex() {
        explore("Mutex로 올림") {
            let counter = MutexCounter()
            inParallel(2) { counter.increment() }
            XCTAssertEqual(counter.value, 2)
        }
    }

    func testFoundation() {
        explore("Foundation의 스레드") {
            let counter = LockedCounter()
            withFoundation([{ counter.increment() }, { counter.increment() }])
            XCTAssertEqual(counter.value, 2)
        }
    }

    func testThree() {
        explore("셋이 두 번씩") {
            let counter = LockedCounter()
            inParallel(3) {
                counter.increment()
                counter.increment()
            }
            XCTAssertEqual(counter.value, 6)
        }
    }

    func testDeadlock() {
        explore("서로 보냄") {
            let accounts = Accounts()
            inParallel([{ accounts.there() }, { accounts.back() }])
            XCTAssertEqual(accounts.sum, 20)
        }
        XCTAssertEqual(1, 2, "뒤에 이어짐")
    }

    func testMeeting() {
        explore("둘이 만남") {
            let meeting = Meeting(of: 2)
            let arrived = Guarded(0)
            let visit = {
                arrived.withLock { $0 += 1 }
                meeting.arrive()
                return arrived.value
            }
            XCTAssertEqual(together(visit, visit), [2, 2])
        }
    }

    func testNeverMeets() {
        explore("락 하나가 지키는 곳에서는 둘이 만나지 못함") {
            let lock = NSLock()
            let meeting = Meeting(of: 2)
            let visit = {
                lock.lock()
                meeting.arrive()
                lock.unlock()
            }
            _ = together(visit, visit)
        }
    }

    func testTrap() {
        explore("멈추지 않음") {
            let counter = TwoStepCounter()
            inParallel(2) { counter.increment() }
            counter.check(2)
        }
    }

    func testSometimes() {
        explore("어느 순서에서나 2") {
            let counter = TwoStepCounter()
            inParallel(2) { counter.increment() }
            XCTAssertEqual(counter.value, 2, "하나가 사라짐")  // line: sometimes
        }
    }

    func testThrow() {
        explore("던지지 않음") {
            let counter = TwoStepCounter()
            inParallel(2) { counter.increment() }
            if counter.value != 2 { throw Thrown() }
        }
    }

    func testGlobal() {
        call()
        explore("부른 수를 셈") {
            inParallel(2) { call() }
            XCTAssertEqual(globalCalls, 2)
        }
        XCTAssertEqual(globalCalls, 1)
    }

    func testStatic() {
        explore("하나만 만듦") {
            inParallel(2) { Shared.only.calls.withLock { $0 += 1 } }
            XCTAssertEqual(Shared.timesMade, 1)
            XCTAssertEqual(Shared.only.calls.withLock { $0 }, 2)
        }
        XCTAssertEqual(Shared.timesMade, 0)
    }

    func testSpin() {
        explore("깃발을 기다림") {
            let signal = Signal()
            inParallel([{ signal.wait() }, { signal.raise() }])
        }
    }

    func testLostWakeup() {
        explore("문이 열리면 들어감") {
            let gate = Gate()
            inParallel([{ gate.open() }, { gate.enterLate() }])
        }
    }

    func testTwice() {
        explore("먼저") {
            let counter = LockedCounter()
            inParallel(2) { counter.increment() }
            XCTAssertEqual(counter.value, 2)
        }
        explore("다음") {
            let counter = RacyCounter()
            inParallel(2) { counter.increment() }
        }
    }

    func testAlone() {
        explore("혼자") {
            let counter = RacyCounter()
            counter.increment()
            XCTAssertEqual(counter.value, 1)
        }
    }

    func testAlwaysWrong() {
        explore("늘 틀림") { XCTAssertEqual(RacyCounter().value, 7) }
    }

    func testStops() {
        continueAfterFailure = false
        explore("멈춤") { XCTAssertEqual(RacyCounter().value, 7) }
        XCTFail("여기까지 오지 않음")
    }

    func testLeaves() {
        explore("떠나지 않음") { leave(0) }
    }

    func testReads() {
        explore("기다리지 않음") { readForEver() }
    }

    func testPrints() {
        explore("말이 많음") {
            let counter = LockedCounter()
            inParallel(2) {
                print("올림")
                counter.increment()
            }
        }
        print("끝")
    }

    func testMany() {
        explore("너무 많음") {
            let counter = LockedCounter()
            inParallel(4) { for _ in 0..<5 { counter.increment() } }
            XCTAssertEqual(counter.value, 20)
        }
    }

    func testMoody() {
        explore("변덕스러움") {
            let moody = Moody()
            inParallel(2) { moody.act() }
        }
    }

    func testFork() {
        XCTAssertEqual(tryToFork(), EPERM)
        explore("갈라지지 않음") {
            let counter = LockedCounter()
            inParallel(2) { counter.increment() }
        }
        XCTAssertEqual(tryToFork(), EPERM)
    }

    func testDispatch() {
        explore("Dispatch를 씀") {
            let counter = LockedCounter()
            DispatchQueue.global().async { counter.increment() }
        }
    }

    func testLater() {
        explore("나중에") {
            DispatchQueue.global().asyncAfter(deadline: .now() + 1) {}
        }
    }

    func testTask() {
        explore("Task를 씀") {
            let counter = LockedCounter()
            Task { counter.increment() }
        }
    }

    func testNested() {
        explore("밖") {
            explore("안") {}
        }
    }

    func testPercents() {
        explore("퍼센트가 많음") {
            let counter = RacyCounter()
            inParallel(2) {
                counter.increment()
                print(String(repeating: "%", count: 9000))
            }
        }
    }

    func testLeftBehind() {
        explore("끝나지 않는 스레드") {
            let gate = Gate()
            let counter = LockedCounter()
            Thread {
                gate.enterLate()
                counter.increment()
            }.start()
            counter.increment()
            XCTAssertGreaterThan(counter.value, 0)
        }
    }

    func testLong() {
        explore("같은 결함이 많은 순서") {
            let counter = RacyCounter()
            inParallel(2) { for _ in 0..<2_000 { counter.increment() } }
        }
        explore("제목이 아주 김 " + String(repeating: "가", count: 1000)) {}
    }

    func testServerKit() {
        explore("ServerKit이 만든 스레드 둘이 1씩 더함") {
            let counter = RacyCounter()
            let threads = try (0..<2).map { _ in try startThread { counter.increment() } }
            threads.forEach { $0.join() }
            XCTAssertEqual(counter.value, 2)
        }
    }

    func testPlain() {
        let counter = LockedCounter()
        inParallel(4) { counter.increment() }
        XCTAssertEqual(counter.value, 4)
        let other = MutexCounter()
        inParallel(4) { for _ in 0..<1000 { other.increment() } }
        XCTAssertEqual(other.value, 4000)
    }

    func testPlainDeadlock() {
        let accounts = Accounts()
        // Both hold their first lock before either asks for its second.
        let meeting = Meeting(of: 2)
        inParallel([{ accounts.there { meeting.arrive() } }, { accounts.back { meeting.arrive() } }])
    }
}
