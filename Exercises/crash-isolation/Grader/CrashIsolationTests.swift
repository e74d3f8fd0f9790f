import Glibc
import ServerKit
import XCTest

@testable import CrashIsolation

final class CrashIsolationTests: XCTestCase {
    /// 스스로 끝난 일의 종료 코드를 차례대로 알려줌
    func testExitCodes() throws {
        let endings = try inParentOnly { try runGuarded([{ 0 }, { 3 }, { 255 }]) }
        XCTAssertEqual(
            endings, [.exited(0), .exited(3), .exited(255)], "runGuarded([{ 0 }, { 3 }, { 255 }])")

        let none = try inParentOnly { try runGuarded([]) }
        XCTAssertEqual(none, [], "runGuarded([])")
    }

    /// 터진 일이 어느 시그널로 죽었는지 알려줌
    func testCrashes() throws {
        let endings = try inParentOnly { try runGuarded([touchForbiddenMemory, overflow, { abort() }]) }
        XCTAssertEqual(
            endings, [.killed(SIGSEGV), .killed(SIGILL), .killed(SIGABRT)],
            "runGuarded([세그폴트, 정수 넘침, { abort() }])")
    }

    /// 일이 exit를 불러도 그 일만 끝남
    func testJobThatExits() throws {
        let endings = try inParentOnly { try runGuarded([{ exit(9) }, { 1 }]) }
        XCTAssertEqual(endings, [.exited(9), .exited(1)], "runGuarded([{ exit(9) }, { 1 }])")
    }

    /// 터진 일 다음의 일도 끝까지 함
    func testJobsAfterCrash() throws {
        let endings = try inParentOnly { try runGuarded([{ 1 }, touchForbiddenMemory, { 2 }, { 139 }]) }
        XCTAssertEqual(
            endings, [.exited(1), .killed(SIGSEGV), .exited(2), .exited(139)],
            "runGuarded([{ 1 }, 세그폴트, { 2 }, { 139 }])")
    }

    /// 일이 바꾼 변수는 부모에게 그대로임
    func testOwnMemory() throws {
        let raise: () -> Int32 = {
            counter += 1
            return counter
        }
        let endings = try inParentOnly { try runGuarded([raise, raise, raise]) }
        XCTAssertEqual(
            endings, [.exited(1), .exited(1), .exited(1)],
            "runGuarded: 저마다 전역 변수를 0에서 1로 올리고 그 값을 돌려주는 일 셋")
        XCTAssertEqual(counter, 0, "일 셋이 저마다 올린 뒤 부모의 전역 변수")
    }

    /// 일마다 한 번만 하고, 부모만 runGuarded에서 돌아옴
    func testEachJobOnce() throws {
        let diary = try makePipe()
        func note(_ text: String) -> Int32 {
            do { try writeAll(diary.writeEnd, text) } catch { _exit(98) }
            return 0
        }
        _ = try inParentOnly(orElse: { _ = note("자식이 돌아옴\n") }) {
            try runGuarded([{ note("가\n") }, { note("나\n") }, { note("다\n") }])
        }
        close(diary.writeEnd)

        // 자식이 쥔 쓰는 끝까지 모두 닫혀야 끝이 보이므로, 늦게 적힌 것도 빠지지 않음.
        let notes = String(decoding: try readToEnd(diary.readEnd), as: UTF8.self).split(separator: "\n")
        XCTAssertEqual(notes.sorted(), ["가", "나", "다"], "runGuarded([가, 나, 다]): 일을 하거나 돌아온 기록")
    }

    /// 부모와 자식이 찍은 글이 빠지지도 되풀이되지도 않음
    func testOutput() throws {
        let said = try printed {
            // 파이프로 나가는 글은 부모의 메모리에 쌓여 있다가, fork하면 자식에게도 복사됨.
            print("부모", terminator: " ")
            _ = try inParentOnly {
                try runGuarded([
                    {
                        print("자식", terminator: " ")
                        return 0
                    }
                ])
            }
        }
        XCTAssertEqual(said, "부모 자식 ", "부모가 찍은 뒤 runGuarded([{ print(\"자식\") }])가 내보낸 글")
    }

    /// 남이 띄운 자식의 종료 상태를 가로채지 않음
    func testForeignChild() throws {
        let foreign = try forkChild { 77 }
        // 먼저 끝난 자식이 있어야 가로채기가 드러남. 끝날 때까지 기다리되 거두지는 않음.
        var info = siginfo_t()
        XCTAssertEqual(waitid(P_PID, id_t(foreign), &info, WEXITED | WNOWAIT), 0, "waitid")

        let endings = try inParentOnly { try runGuarded([{ 4 }, { 5 }]) }
        XCTAssertEqual(endings, [.exited(4), .exited(5)], "다른 자식이 이미 끝나 있을 때 runGuarded([{ 4 }, { 5 }])")

        var status: Int32 = 0
        XCTAssertEqual(
            waitpid(foreign, &status, WNOHANG), foreign, "runGuarded 뒤에 남이 띄운 자식을 waitpid로 거두기")
        XCTAssertEqual(status >> 8, 77, "그 자식의 종료 코드")
    }

    /// 프로세스를 더 만들 수 없으면 오류를 던짐
    func testForkFails() throws {
        // 먼저 끝나 있는 남의 자식: 실패한 fork의 답 -1은 waitpid에게는 '아무 자식'임.
        let foreign = try forkChild { 77 }
        var info = siginfo_t()
        XCTAssertEqual(waitid(P_PID, id_t(foreign), &info, WEXITED | WNOWAIT), 0, "waitid")

        let processes = Int32(__RLIMIT_NPROC.rawValue)
        var old = rlimit()
        getrlimit(processes, &old)
        var none = rlimit(rlim_cur: 0, rlim_max: old.rlim_max)
        XCTAssertEqual(setrlimit(processes, &none), 0, "setrlimit")
        let result = Swift.Result { try inParentOnly { try runGuarded([{ 4 }]) } }
        setrlimit(processes, &old)

        if case .success(let endings) = result {
            XCTFail("fork가 실패했는데 runGuarded([{ 4 }])가 오류 없이 \(endings)를 돌려줌")
        }
    }

    /// 도중에 더 만들 수 없게 되어도 이미 띄운 자식을 남기지 않음
    func testLaterForkFails() throws {
        atThirdForkForbidMore()
        let result = Swift.Result { try inParentOnly { try runGuarded([{ 4 }, { 5 }, { 6 }]) } }
        allowForks()
        if case .success(let endings) = result {
            XCTFail("세 번째 fork가 실패했는데 runGuarded([{ 4 }, { 5 }, { 6 }])가 오류 없이 \(endings)를 돌려줌")
        }
        var status: Int32 = 0
        let left = waitpid(-1, &status, WNOHANG)
        let reason = errno
        XCTAssertTrue(
            left == -1 && reason == ECHILD, "세 번째 fork가 실패해 runGuarded가 오류를 던진 뒤, 앞서 띄운 자식이 거두어지지 않고 남음")
    }

    /// 거두지 않은 자식을 남기지 않음
    func testNoZombies() throws {
        _ = try inParentOnly { try runGuarded([{ 0 }, { 1 }]) }

        var status: Int32 = 0
        let left = waitpid(-1, &status, WNOHANG)
        let reason = errno
        XCTAssertTrue(left == -1 && reason == ECHILD, "runGuarded 뒤에 거두지 않은 자식이 남음: 좀비가 됨")
    }
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

/// 그동안 표준 출력으로 나간 글.
private func printed(_ body: () throws -> Void) throws -> String {
    let pipe = try makePipe()
    fflush(nil)
    let old = dup(STDOUT_FILENO)
    dup2(pipe.writeEnd, STDOUT_FILENO)
    defer { close(old) }
    do {
        defer {
            fflush(nil)
            dup2(old, STDOUT_FILENO)
            close(pipe.writeEnd)
        }
        try body()
    }
    return String(decoding: try readToEnd(pipe.readEnd), as: UTF8.self)
}

/// The limit of processes falls to zero right before the third fork from here. Counted at the fork itself
/// (pthread_atfork(3)), so that it fails alike for those who start all at first and for those who wait for each.
private func atThirdForkForbidMore() {
    getrlimit(Int32(__RLIMIT_NPROC.rawValue), &limitBefore)
    pthread_atfork(
        {
            forks += 1
            guard forks == 3 else { return }
            var none = rlimit(rlim_cur: 0, rlim_max: limitBefore.rlim_max)
            setrlimit(Int32(__RLIMIT_NPROC.rawValue), &none)
        }, nil, nil)
}

private func allowForks() {
    setrlimit(Int32(__RLIMIT_NPROC.rawValue), &limitBefore)
}

nonisolated(unsafe) private var forks = 0
nonisolated(unsafe) private var limitBefore = rlimit()

/// 부모의 메모리에 있는 값.
nonisolated(unsafe) private var counter: Int32 = 0

/// 프로세스의 것이 아닌 주소에 써서 SIGSEGV를 받음.
private func touchForbiddenMemory() -> Int32 {
    guard let nowhere = UnsafeMutablePointer<Int32>(bitPattern: 8) else { return 0 }
    nowhere.pointee = 1
    return 0
}

/// Int32에 담을 수 없는 값을 만들어, Swift가 프로세스를 멈춤(SIGILL).
private func overflow() -> Int32 {
    let more = getpid()
    return Int32.max + more
}
