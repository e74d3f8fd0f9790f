import Glibc
import GraderKit
import ServerKit
import XCTest

@testable import TwoWorlds

final class TwoWorldsTests: XCTestCase {
    /// 자식이 바꿔도 부모의 상자는 그대로임
    func testForkKeepsMine() throws {
        for value in [1, -7] {
            let box = Box(value)
            let seen = try inParentOnly { try afterFork(box) { $0.value = 99 } }
            XCTAssertEqual(seen, value, "상자에 \(value)이 있을 때 afterFork(box) { $0.value = 99 }")
            XCTAssertEqual(box.value, value, "그 뒤 부모의 상자. 자식이 바꾼 것은 자식의 복사본임")
        }
    }

    /// 부모가 아니라 자식 프로세스가 한 번 부름
    func testForkRunsInChild() throws {
        let board = try SharedMemory(words: 3)  // [부른 횟수, 부른 프로세스의 부모, 그때 상자의 값]
        let parent = getpid()
        _ = try inParentOnly {
            try afterFork(Box(5)) { box in
                board[1] = Int(getppid())
                board[2] = box.value
                board.add(1, at: 0)
            }
        }
        waitForWork { board[0] > 0 }
        XCTAssertEqual(board[0], 1, "afterFork가 work를 부른 횟수")
        XCTAssertEqual(board[1], Int(parent), "work를 부른 프로세스의 부모의 pid. 내 자식이 불러야 함")
        XCTAssertEqual(board[2], 5, "5가 든 상자를 줄 때 자식이 본 값")
    }

    /// 자식의 일이 오래 걸려도 마칠 때까지 기다림
    func testWaitsForSlowChild() throws {
        let board = try SharedMemory(words: 1)
        _ = try inParentOnly {
            try afterFork(Box(1)) { _ in
                usleep(100_000)
                board[0] = 1
            }
        }
        XCTAssertEqual(board[0], 1, "afterFork가 돌아왔을 때 0.1초 걸리는 work를 자식이 마친 횟수. 끝나기를 기다리세요")
    }

    /// 자식은 afterFork에서 돌아오지 않음
    func testOnlyParentReturns() throws {
        let diary = try makePipe()
        _ = try inParentOnly(orElse: { try? writeAll(diary.writeEnd, "자식이 돌아옴") }) {
            try afterFork(Box(1)) { _ in }
        }
        close(diary.writeEnd)
        // 자식이 쥔 쓰는 끝까지 닫혀야 끝이 보이므로, 늦게 돌아온 자식도 빠지지 않음.
        let notes = String(decoding: try readToEnd(diary.readEnd), as: UTF8.self)
        XCTAssertEqual(notes, "", "자식이 afterFork를 부른 곳까지 돌아 나옴. 자식은 work를 마치면 끝나야 함")
    }

    /// 자식을 만들 수 없으면 오류를 던짐
    func testForkFails() throws {
        let processes = Int32(__RLIMIT_NPROC.rawValue)
        var old = rlimit()
        getrlimit(processes, &old)
        var none = rlimit(rlim_cur: 0, rlim_max: old.rlim_max)
        XCTAssertEqual(setrlimit(processes, &none), 0, "setrlimit")
        let result = Swift.Result { try inParentOnly { try afterFork(Box(1)) { _ in } } }
        setrlimit(processes, &old)
        if case .success(let seen) = result { XCTFail("fork가 실패했는데 afterFork가 오류 없이 \(seen)을 돌려줌") }
    }

    /// 돌아올 때는 자식을 거둔 뒤임
    func testReaped() throws {
        _ = try inParentOnly { try afterFork(Box(1)) { _ in } }
        var status: Int32 = 0
        let left = waitpid(-1, &status, WNOHANG)
        let reason = errno
        XCTAssertTrue(left == -1 && reason == ECHILD, "afterFork 뒤에 거두지 않은 자식이 남음. 기다려서 거두세요")
    }

    /// 스레드의 일이 끝난 뒤에 보면 내 상자도 바뀌어 있음
    func testThreadChangesMine() throws {
        let hasReturned = Guarded(false)
        let box = Box(1)
        let seen = try afterThread(box) { box in
            // 부른 쪽이 먼저 돌아가는지 지켜봄. 기다리는 쪽은 그동안 돌아가지 못함.
            for _ in 0..<200 where !hasReturned.value { usleep(2000) }
            box.value += 98
        }
        hasReturned.withLock { $0 = true }
        XCTAssertEqual(
            seen, 99, "상자에 1이 있고 스레드가 한참 뒤에 98을 더할 때 afterThread가 본 값. 스레드가 끝나기를 기다린 뒤에 읽으세요")
    }

    /// 스레드가 받은 상자는 내 상자임
    func testSameBox() throws {
        let boxes = Guarded<[ObjectIdentifier]>([])
        let box = Box(1)
        _ = try afterThread(box) { given in boxes.withLock { $0.append(ObjectIdentifier(given)) } }
        waitForWork { !boxes.value.isEmpty }
        XCTAssertEqual(boxes.value.count, 1, "afterThread가 work를 부른 횟수")
        XCTAssertFalse(
            boxes.value.contains { $0 != ObjectIdentifier(box) },
            "afterThread가 work에 내 상자가 아니라 다른 상자를 넘김. 힙은 함께 보므로 그대로 넘기면 됨")
    }

    /// 끝난 스레드의 스택을 남기지 않음
    func testNoStackLeft() throws {
        let before = threadStacks()
        for _ in 0..<24 { _ = try afterThread(Box(1)) { _ in } }
        // libc는 끝난 스레드의 스택을 다시 쓰려고 다섯 개쯤 쥐고 있음.
        XCTAssertLessThan(
            threadStacks() - before, 12, "afterThread를 스물네 번 부른 뒤 남은 스택의 수. join 하지 않은 스레드의 스택은 남음")
    }

    /// 같은 프로세스의 다른 스레드가 한 번 부름
    func testThreadIsAnother() throws {
        let callers = Guarded<[(process: pid_t, thread: pthread_t)]>([])
        let me = pthread_self()
        _ = try afterThread(Box(1)) { _ in callers.withLock { $0.append((getpid(), pthread_self())) } }
        waitForWork { !callers.value.isEmpty }
        XCTAssertEqual(
            callers.value.map(\.process), [getpid()], "afterThread의 work를 부른 프로세스들의 pid. 내 프로세스가 한 번이어야 함")
        XCTAssertFalse(
            callers.value.contains { pthread_equal($0.thread, me) != 0 }, "afterThread를 부른 스레드가 work까지 부름")
    }
}

/// Whether the work was waited for is another test's question: this one gives it time.
private func waitForWork(_ isDone: () -> Bool) {
    for _ in 0..<1000 where !isDone() { usleep(2000) }
}

/// 부모만 돌려받음. 자식이 이 함수까지 돌아 나오면 시험을 이어 가지 못하게 여기서 끝냄.
private func inParentOnly<Result>(
    orElse intruded: () -> Void = {}, _ body: () throws -> Result
) throws -> Result {
    let parent = getpid()
    let result = Swift.Result { try body() }
    guard getpid() == parent else {
        intruded()
        _exit(99)
    }
    return try result.get()
}
