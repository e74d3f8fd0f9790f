import Foundation
import Glibc
import GraderKit
import ServerKit
import XCTest

@testable import BlockedPool

final class BlockedPoolTests: XCTestCase {
    /// 코어보다 둘 많은 Task가 retry에서 쉬는 동안에도 다른 Task가 실행됨
    func testRetryTogether() {
        let crowd = Crowd(of: tasks)
        for number in 0..<tasks {
            Task.detached {
                try await retry(every: 60_000) {
                    crowd.note(number)
                    return false
                }
            }
        }
        guard crowd.watch("retry(every: 60_000)의 attempt를 부른 Task") else { return }
        checkPoolIsFree("Task \(tasks)개가 retry(every: 60_000)에서 쉬는 동안")
    }

    /// retry는 되었다고 할 때까지 부르고, 부른 횟수를 돌려줌
    func testRetryCounts() {
        for wanted in [1, 3] {
            let calls = Guarded(0)
            let answers = Answered()
            Task.detached {
                answers.add(
                    try await retry(every: 1) {
                        calls.withLock { count in
                            count += 1
                            return count == wanted
                        }
                    })
            }
            answers.watch(1, "\(wanted)번째에 되었다고 했을 때 돌아온 retry")
            XCTAssertEqual(answers.values, [wanted], "\(wanted)번째 attempt가 true를 돌려줬을 때 retry가 돌려준 것")
            XCTAssertEqual(calls.value, wanted, "\(wanted)번째 attempt가 true를 돌려줬을 때 attempt를 부른 횟수")
        }
    }

    /// retry는 다시 부르기 전에 쉼
    func testRetryRests() {
        let calls = Guarded(0)
        let answers = Answered()
        let isOver = Guarded(false)
        let start = ContinuousClock.now
        Task.detached {
            answers.add(
                try await retry(every: 10) {
                    calls.withLock { $0 += 1 }
                    return isOver.value
                })
        }
        for _ in 0..<300 { usleep(1000) }
        let made = calls.value
        let possible = Int((ContinuousClock.now - start) / .milliseconds(5)) + 1
        isOver.withLock { $0 = true }
        answers.watch(1, "되었다고 한 뒤에 돌아온 retry")
        XCTAssertTrue(
            made <= possible,
            "retry(every: 10)이 쉬지 않고 되물음: 5밀리초씩만 쉬었어도 많아야 \(possible)번인데 더 불렀음")
    }

    /// 쉬는 동안 취소된 retry는 CancellationError를 던지고 돌아옴
    func testRetryCancelled() {
        let calls = Guarded(0)
        let outcome = Answered()
        let task = Task.detached {
            do {
                outcome.add(
                    try await retry(every: 20) {
                        calls.withLock { $0 += 1 }
                        return false
                    })
            } catch {
                outcome.add(error is CancellationError ? -1 : -2)
            }
        }
        for _ in 0..<5000 where calls.value == 0 { usleep(1000) }
        task.cancel()
        outcome.watch(1, "취소한 뒤에 돌아온 retry")
        XCTAssertEqual(outcome.values, [-1], "취소된 retry의 끝 (-1: CancellationError, -2: 다른 오류)")
    }

    /// 코어보다 둘 많은 Task가 함께 both에서 기다림
    func testBothTogether() {
        let crowd = Crowd(of: tasks * 2)
        let answers = Answered()
        for number in 0..<tasks {
            Task.detached {
                let sums = await both(
                    {
                        await crowd.meet(number * 2)
                        return 1
                    },
                    {
                        await crowd.meet(number * 2 + 1)
                        return 2
                    })
                answers.add(sums.reduce(0, +))
            }
        }
        guard crowd.watch("Task \(tasks)개가 both에 준 일 가운데 시작한 일") else { return }
        answers.watch(tasks, "준 일이 모두 만난 뒤에 both에서 돌아온 Task")
    }

    /// both의 두 일은 함께 나아감: 서로를 기다려도 됨
    func testBothOverlap() {
        let crowd = Crowd(of: 2)
        let answers = Answered()
        Task.detached {
            let values = await both(
                {
                    await crowd.meet(0)
                    return 1
                },
                {
                    await crowd.meet(1)
                    return 2
                })
            answers.add(values.count)
        }
        guard crowd.watch("서로를 기다리는 두 일 가운데 시작한 일") else { return }
        answers.watch(1, "두 일이 서로를 만난 뒤에 돌아온 both")
    }

    /// both는 먼저 끝난 차례가 아니라 준 차례대로 답함
    func testBothInOrder() {
        for slow in [0, 1] {
            let isOver = Guarded(false)
            let lists = Guarded<[[Int]]>([])
            let work = { @Sendable (number: Int) in
                { @Sendable () async -> Int in
                    while number == slow, !isOver.value { try? await Task.sleep(for: .milliseconds(1)) }
                    isOver.withLock { $0 = true }
                    return (number + 1) * 10
                }
            }
            Task.detached {
                let answers = await both(work(0), work(1))
                lists.withLock { $0.append(answers) }
            }
            watchCount("\(slow == 0 ? "둘째" : "첫째") 일이 먼저 끝났을 때 돌아온 both", 1) { lists.value.count }
            XCTAssertEqual(
                lists.value, [[10, 20]],
                "10과 20을 답하는 두 일 가운데 \(slow == 0 ? "둘째" : "첫째")가 먼저 끝났을 때 both의 답")
        }
    }

    /// 코어보다 훨씬 많은 Task가 receive에서 기다리는 동안에도 다른 Task가 실행됨
    func testReceiveTogether() throws {
        // So many because of reads handed to `DispatchQueue.global()`, whose threads serve tasks too: of those that are all blocked
        // Dispatch starts one more each second, and would come to the last task here only long after `watchCount` has ended.
        let tasks = cores + 16
        let pipes = try (0..<tasks).map { _ in try makePipe() }
        let crowd = Crowd(of: tasks)
        let answers = Answered()
        for (number, pipe) in pipes.enumerated() {
            Task.detached {
                crowd.note(number)
                answers.add(try await receive(from: pipe.readEnd)?.count ?? 0)
            }
        }
        guard crowd.watch("빈 파이프를 읽으려는 Task 가운데 시작한 것") else { return }
        checkPoolIsFree("Task \(tasks)개가 빈 파이프를 receive에서 기다리는 동안")
        XCTAssertEqual(answers.values, [], "아무것도 쓰지 않은 파이프에서 receive가 받은 바이트의 수")
        for pipe in pipes { try writeAll(pipe.writeEnd, "안녕") }
        answers.watch(tasks, "쓴 뒤에 receive에서 돌아온 Task")
        XCTAssertEqual(
            answers.values, Array(repeating: 6, count: tasks),
            "\"안녕\"(6바이트)을 쓴 파이프마다 receive가 받은 바이트의 수")
    }

    /// receive는 온 것을 차례대로 돌려주고, 끝이면 nil을 돌려줌
    func testReceiveGets() throws {
        let pipe = try makePipe()
        let texts = Guarded<[String]>([])
        Task.detached {
            for _ in 0..<3 {
                let text = try await receive(from: pipe.readEnd).map { String(decoding: $0, as: UTF8.self) }
                texts.withLock { $0.append(text ?? "nil") }
            }
        }
        for text in ["첫째", "둘째"] {
            let before = texts.value.count
            try writeAll(pipe.writeEnd, text)
            watchCount("\(text)를 쓴 뒤에 돌아온 receive", before + 1) { texts.value.count }
        }
        closeDescriptor(pipe.writeEnd)
        watchCount("쓰는 끝을 닫은 뒤까지 돌아온 receive", 3) { texts.value.count }
        XCTAssertEqual(texts.value, ["첫째", "둘째", "nil"], "\"첫째\", \"둘째\"를 쓰고 닫았을 때 receive가 차례대로 돌려준 것")
    }

    /// receive는 한 번에 4096바이트까지만 읽고, 나머지는 다음에 읽음
    func testReceiveAtMost() throws {
        let pipe = try makePipe()
        try writeAll(pipe.writeEnd, String(repeating: "!", count: 5000))
        let answers = Answered()
        Task.detached {
            for _ in 0..<2 { answers.add(try await receive(from: pipe.readEnd)?.count ?? 0) }
        }
        answers.watch(2, "5000바이트가 든 파이프에서 돌아온 receive")
        XCTAssertEqual(answers.values, [4096, 904], "5000바이트가 든 파이프에서 receive가 차례대로 받은 바이트의 수")
    }

    /// receive는 읽지 못하면 오류를 던짐
    func testReceiveThrows() throws {
        // A peer that leaves with unread bytes has reset the connection; see unix(7).
        let (mine, peer) = try makeSocketPair()
        try writeAll(mine.descriptor, "읽지 않을 것")
        closeDescriptor(peer.descriptor)
        let answers = Answered()
        Task.detached {
            do {
                answers.add(try await receive(from: mine.descriptor)?.count ?? 0)
            } catch {
                answers.add((error as? SystemError)?.errno == ECONNRESET ? -1 : -2)
            }
        }
        answers.watch(1, "상대가 끊은 소켓에서 돌아온 receive")
        XCTAssertEqual(
            answers.values, [-1],
            "상대가 끊은(ECONNRESET) 소켓에서 receive의 끝 (0: nil, -1: 그 SystemError를 던짐, -2: 다른 오류)")
    }

    /// receive는 기다리는 동안 CPU를 쓰지 않음
    func testReceiveSleeps() throws {
        let pipe = try makePipe()
        let isStarted = Guarded(false)
        let answers = Answered()
        Task.detached {
            isStarted.withLock { $0 = true }
            answers.add(try await receive(from: pipe.readEnd)?.count ?? 0)
        }
        watchCount("시작한 Task", 1) { isStarted.value ? 1 : 0 }
        if !othersComeToRest() {
            XCTFail("빈 파이프에서 기다리는 receive가 CPU를 씀: 쉬지 않고 되묻지 말고, 읽을 것이 왔을 때 깨어나세요")
        }
        try writeAll(pipe.writeEnd, "!")
        answers.watch(1, "쓴 뒤에 돌아온 receive")
        XCTAssertEqual(answers.values, [1], "한 바이트를 썼을 때 receive가 받은 바이트의 수")
    }

    /// Two more than there are threads for tasks.
    private var tasks: Int { cores + 2 }
}

/// As many as the machine could have: never fewer than there are threads for tasks.
private let cores = sysconf(Int32(_SC_NPROCESSORS_CONF))

/// Fails unless so many are counted at one of 1,000 looks, a millisecond or more apart: whoever can go on has had its turn many times over
/// meanwhile, however busy the machine is.
@discardableResult
private func watchCount(_ what: String, _ wanted: Int, line: UInt = #line, _ count: () -> Int) -> Bool {
    var looks = 0
    while count() < wanted, looks < 1000 {
        usleep(1000)
        looks += 1
    }
    let last = count()
    XCTAssertEqual(last, wanted, "\(what)의 수 (코어 \(cores)개)", line: line)
    return last == wanted
}

/// Fails unless one more task can run. Those that wait are let come to where they wait first.
private func checkPoolIsFree(_ moment: String, line: UInt = #line) {
    for _ in 0..<50 { usleep(1000) }
    let ran = Guarded(0)
    Task.detached { ran.withLock { $0 += 1 } }
    watchCount("\(moment) 새로 만든 Task 하나 가운데 실행된 것", 1, line: line) { ran.value }
}

/// Those who have come, and a place where they wait for each other without a thread.
private final class Crowd: Sendable {
    private let wanted: Int
    private let state = Guarded((come: Set<Int>(), waiting: [UnsafeContinuation<Void, Never>]()))

    init(of wanted: Int) {
        self.wanted = wanted
    }

    func note(_ number: Int) {
        state.withLock { _ = $0.come.insert(number) }
    }

    /// Notes this one, and comes back when all have come.
    func meet(_ number: Int) async {
        await withUnsafeContinuation { continuation in
            let released = state.withLock { state in
                state.come.insert(number)
                state.waiting.append(continuation)
                guard state.come.count == wanted else { return [UnsafeContinuation<Void, Never>]() }
                defer { state.waiting = [] }
                return state.waiting
            }
            for continuation in released { continuation.resume() }
        }
    }

    func watch(_ what: String, line: UInt = #line) -> Bool {
        watchCount(what, wanted, line: line) { state.value.come.count }
    }
}

/// What came back, in the order of coming.
private final class Answered: Sendable {
    private let state = Guarded<[Int]>([])

    var values: [Int] { state.value }

    func add(_ value: Int) {
        state.withLock { $0.append(value) }
    }

    @discardableResult
    func watch(_ wanted: Int, _ what: String, line: UInt = #line) -> Bool {
        watchCount(what, wanted, line: line) { state.value.count }
    }
}

/// True once all threads but the caller's were seen to use no processor time at 100 looks on end, a millisecond apart; false once some
/// was used at 300 looks. As `Sleeper.fallsAsleep`, for threads that somebody else has started.
private func othersComeToRest() -> Bool {
    var (quietLooks, busyLooks) = (0, 0)
    var last = timesOfOthers()
    while quietLooks < 100, busyLooks < 300 {
        usleep(1000)
        let now = timesOfOthers()
        (quietLooks, busyLooks) = now == last ? (quietLooks + 1, busyLooks) : (0, busyLooks + 1)
        last = now
    }
    return quietLooks == 100
}

private func timesOfOthers() -> [pid_t: Int] {
    let me = getpid()
    var times: [pid_t: Int] = [:]
    for name in (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task")) ?? [] {
        guard let thread = pid_t(name), thread != me else { continue }
        // The clock of one thread of this process by its number; see clock_getres(2) and CPUCLOCK_PERTHREAD in Linux.
        var time = timespec()
        guard clock_gettime(~thread << 3 | 6, &time) == 0 else { continue }
        times[thread] = time.tv_sec * 1_000_000_000 + time.tv_nsec
    }
    return times
}
