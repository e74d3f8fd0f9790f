import Glibc
import ServerKit
import XCTest

@testable import ReapAll

final class ReapAllTests: XCTestCase {
    /// 끝난 자식을 거두고 그 pid를 알려줌
    func testReapsOne() throws {
        let nursery = try Nursery()
        let child = try startHeld(in: nursery)
        child.end()
        XCTAssertEqual(try reap(nursery), [child.pid], "자식 하나가 끝난 뒤 reap()")
        XCTAssertEqual(try reap(nursery), [], "바로 다시 부른 reap()")
    }

    /// 도는 자식을 기다리지 않음
    func testDoesNotWait() throws {
        let grader = getpid()
        let nursery = try Nursery()
        XCTAssertEqual(try reap(nursery), [], "자식이 없을 때 reap()")
        let child = try startHeld(in: nursery)
        // 기다리는 reap을 언제까지나 붙들어 두지 않게, 저절로 끝나는 자식을 하나 더 둠. 한 번에 자지 않고 천 번 깨어남:
        // 기계가 바빠 reap이 늦어지면 이 자식도 늦어짐.
        let rescuer = try nursery.start { for _ in 0..<1000 { usleep(2000) } }
        guard getpid() == grader else { _exit(99) }
        XCTAssertEqual(try reap(nursery), [], "자식 둘이 아직 도는 동안 reap()")
        kill(rescuer, SIGKILL)
        child.end()
    }

    /// 셋이 한꺼번에 죽어 SIGCHLD가 한 번만 와도 셋을 거둠
    func testThreeAtOnce() throws {
        let nursery = try Nursery()
        let children = try (0..<3).map { _ in try startHeld(in: nursery) }
        endTogether(children)
        XCTAssertEqual(
            try reap(nursery), children.map(\.pid), "자식 셋이 끝나는 동안 SIGCHLD를 막았다가 푼 뒤(시그널은 한 번만 옴) reap()")
    }

    /// 나중에 띄운 자식이 먼저 끝나도 거둠
    func testLaterChildFirst() throws {
        let nursery = try Nursery()
        let first = try startHeld(in: nursery)
        let second = try startHeld(in: nursery)
        second.end()
        XCTAssertEqual(try reap(nursery), [second.pid], "첫째는 돌고 둘째만 끝난 뒤 reap()")
        first.end()
        XCTAssertEqual(try reap(nursery), [first.pid], "첫째도 끝난 뒤 reap()")
    }

    /// 죽을 때마다 거둠
    func testAgainAndAgain() throws {
        let nursery = try Nursery()
        for round in 1...4 {
            let child = try startHeld(in: nursery)
            child.end()
            XCTAssertEqual(try reap(nursery), [child.pid], "\(round)번째 자식이 끝난 뒤 reap()")
        }
    }

    /// 거두는 일은 reap에서 함: 핸들러에서 하지 않음
    func testReapsInReapOnly() throws {
        let nursery = try Nursery()
        let child = try startHeld(in: nursery)
        child.end()
        // SIGCHLD는 이미 전해졌고 핸들러가 있다면 돌았음.
        var info = siginfo_t()
        let isWaiting = waitid(P_PID, id_t(child.pid), &info, WEXITED | WNOWAIT | WNOHANG) == 0
        XCTAssertTrue(
            isWaiting, "자식이 끝난 뒤 reap()을 부르기 전인데 누가 벌써 거둠. 핸들러에서는 깃발만 올리고, 거두는 일은 reap에서 하세요")
        XCTAssertEqual(try reap(nursery), [child.pid], "그다음 reap()")
    }

    /// 좀비를 남기지 않음
    func testLeavesNoZombies() throws {
        let nursery = try Nursery()
        let children = try (0..<3).map { _ in try startHeld(in: nursery) }
        endTogether(children)
        _ = try reap(nursery)
        var left = 0
        while waitpid(-1, nil, WNOHANG) > 0 { left += 1 }
        XCTAssertEqual(left, 0, "자식 셋이 끝나고 reap()을 부른 뒤 남은 좀비의 수")
    }

    private func reap(_ nursery: Nursery) throws -> [pid_t] {
        try nursery.reap().sorted()
    }

    /// 자식을 하나 띄움. 그 자식은 목줄(파이프의 쓰는 끝)이 닫힐 때까지 돎.
    private func startHeld(in nursery: Nursery) throws -> Held {
        let grader = getpid()
        let pipe = try makePipe()
        let pid = try nursery.start {
            guard getpid() != grader else { return }
            leashes.forEach { close($0) }
            close(pipe.writeEnd)
            _ = try? readToEnd(pipe.readEnd)
        }
        guard getpid() == grader else { _exit(99) }
        guard pid > 0, pid != grader else {
            throw Unusable(description: "start가 자식의 pid를 돌려주지 않음: \(pid)")
        }
        close(pipe.readEnd)
        leashes.append(pipe.writeEnd)
        return Held(pid: pid, leash: pipe.writeEnd)
    }

    /// 셋의 죽음이 SIGCHLD 한 번으로 오게 함: 막아 둔 동안 온 같은 시그널은 하나로 남음.
    private func endTogether(_ children: [Held]) {
        var childEnded = sigset_t()
        sigemptyset(&childEnded)
        sigaddset(&childEnded, SIGCHLD)
        var before = sigset_t()
        pthread_sigmask(SIG_BLOCK, &childEnded, &before)
        children.forEach { $0.end() }
        pthread_sigmask(SIG_SETMASK, &before, nil)
    }
}

private struct Unusable: Error, CustomStringConvertible {
    let description: String
}

/// 부모가 쥔 목줄. 나중에 띄운 자식이 물려받아 붙들지 않게 그 자식이 먼저 닫음.
nonisolated(unsafe) private var leashes: [Int32] = []

private struct Held {
    let pid: pid_t
    let leash: Int32

    /// 목줄을 놓고, 자식이 끝날 때까지 기다림. 거두지는 않음.
    func end() {
        leashes.removeAll { $0 == leash }
        close(leash)
        waitForEnd(of: pid)
    }
}

/// 거두지 않고 기다림. 핸들러 때문에 끊기면 다시 기다림.
private func waitForEnd(of pid: pid_t) {
    var info = siginfo_t()
    while waitid(P_PID, id_t(pid), &info, WEXITED | WNOWAIT) != 0 && errno == EINTR {}
}
