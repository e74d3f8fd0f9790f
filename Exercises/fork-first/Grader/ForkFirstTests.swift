import GraderKit
import Glibc
import ServerKit
import XCTest

@testable import ForkFirst

final class ForkFirstTests: XCTestCase {
    /// 워커마다 스레드 수만큼 body를 부름
    func testCalls() throws {
        let notes = try Notes()
        let endings = try inParentOnly { try startWorkers(processes: 2, threads: 3) { notes.write("\($0)") } }
        XCTAssertEqual(endings, [.exited(0), .exited(0)], "startWorkers(processes: 2, threads: 3)가 돌려준 것")
        XCTAssertEqual(
            try notes.lines().sorted(), ["0", "0", "0", "1", "1", "1"], "body가 받은 워커 번호를 모은 것")
    }

    /// body는 부모가 아니라 워커마다 다른 프로세스에서 불림
    func testWorkersAreProcesses() throws {
        let notes = try Notes()
        let parent = getpid()
        _ = try inParentOnly {
            try startWorkers(processes: 3, threads: 2) { notes.write("\($0) \(getpid())") }
        }
        let lines = try notes.lines()
        XCTAssertEqual(lines.count, 6, "워커 셋, 스레드 둘일 때 body를 부른 횟수")
        XCTAssertEqual(Set(lines).count, 3, "워커 번호와 pid의 짝의 수")
        XCTAssertFalse(lines.contains { $0.hasSuffix(" \(parent)") }, "부모 프로세스가 body를 부름")
    }

    /// 한 워커의 스레드들은 함께 돎
    func testThreadsTogether() throws {
        let meeting = try Rendezvous(of: 3)
        _ = try inParentOnly { try startWorkers(processes: 1, threads: 3) { _ in meeting.arrive() } }
        XCTAssertEqual(meeting.met, 3, "워커 하나, 스레드 셋일 때 서로 만난 body의 수")
    }

    /// 워커들도 함께 돎
    func testWorkersTogether() throws {
        let meeting = try Rendezvous(of: 4)
        _ = try inParentOnly { try startWorkers(processes: 2, threads: 2) { _ in meeting.arrive() } }
        XCTAssertEqual(meeting.met, 4, "워커 둘, 스레드 둘일 때 서로 만난 body의 수")
    }

    /// 모두 거두고 돌아옴
    func testNoZombies() throws {
        _ = try inParentOnly { try startWorkers(processes: 2, threads: 1) { _ in } }
        var status: Int32 = 0
        let left = waitpid(-1, &status, WNOHANG)
        let reason = errno
        XCTAssertTrue(left == -1 && reason == ECHILD, "startWorkers 뒤에 거두지 않은 자식이 남음")
    }

    /// 터진 워커는 그 번호의 자리에 알려 줌
    func testCrashedWorker() throws {
        let endings = try inParentOnly {
            try startWorkers(processes: 3, threads: 2) { if $0 == 1 { abort() } }
        }
        XCTAssertEqual(
            endings, [.exited(0), .killed(SIGABRT), .exited(0)], "1번 워커의 body가 abort()를 부를 때 돌려준 것")
    }
}

/// Only the parent comes back; a child that returns from the call ends here.
private func inParentOnly<Result>(_ body: () throws -> Result) throws -> Result {
    let parent = getpid()
    let result = Swift.Result { try body() }
    guard getpid() == parent else { _exit(99) }
    return try result.get()
}

/// Lines that any process may write and the test reads at the end.
private final class Notes: Sendable {
    private let pipe: (readEnd: Int32, writeEnd: Int32)

    init() throws {
        let made = try makePipe()
        pipe = (made.readEnd, made.writeEnd)
    }

    func write(_ line: String) {
        // Shorter than PIPE_BUF: whole, whoever else writes; see pipe(7).
        do { try writeAll(pipe.writeEnd, line + "\n") } catch { _exit(98) }
    }

    func lines() throws -> [String] {
        closeDescriptor(pipe.writeEnd)
        defer { closeDescriptor(pipe.readEnd) }
        return String(decoding: try readToEnd(pipe.readEnd), as: UTF8.self).split(separator: "\n").map(
            String.init)
    }
}

/// A place where threads of whatever process wait for each other: proof that they were there together.
private final class Rendezvous: Sendable {
    private let count: Int
    /// How many have come, and how many of them saw that all had.
    private let words: SharedMemory

    init(of count: Int) throws {
        self.count = count
        words = try SharedMemory(words: 2)
    }

    /// How many met all the others.
    var met: Int { words[1] }

    /// Waits for the others; gives up where they never come, so that a wrong answer is told and not waited out.
    func arrive() {
        words.add(1, at: 0)
        for _ in 0..<3000 where words[0] < count { usleep(1000) }
        if words[0] >= count { words.add(1, at: 1) }
    }
}
