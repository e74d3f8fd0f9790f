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

    /// 스레드가 하나면 한 번, 없으면 한 번도 부르지 않음
    func testOneThreadAndNone() throws {
        for threads in [1, 0] {
            let notes = try Notes()
            let endings = try inParentOnly {
                try startWorkers(processes: 2, threads: threads) { notes.write("\($0)") }
            }
            XCTAssertEqual(
                endings, [.exited(0), .exited(0)], "startWorkers(processes: 2, threads: \(threads))가 돌려준 것")
            XCTAssertEqual(
                try notes.lines().sorted(), threads == 1 ? ["0", "1"] : [],
                "threads: \(threads)일 때 body가 받은 워커 번호를 모은 것")
        }
    }

    /// body가 프로세스를 끝내면 어떻게 끝났는지 알려 줌
    func testEndings() throws {
        let ends: [@Sendable () -> Void] = [
            { _exit(255) }, { _exit(1) },
            {
                signal(SIGHUP, SIG_DFL)
                raise(SIGHUP)
            },
        ]
        let endings = try inParentOnly { try startWorkers(processes: 3, threads: 1) { ends[$0]() } }
        XCTAssertEqual(
            endings, [.exited(255), .exited(1), .killed(SIGHUP)],
            "워커의 body가 저마다 _exit(255), _exit(1), raise(SIGHUP)을 부를 때 돌려준 것")
    }

    /// 부모와 워커가 찍은 글이 빠지지도 되풀이되지도 않음
    func testOutput() throws {
        let said = try printed {
            // 파이프로 나가는 글은 부모의 메모리에 쌓여 있다가, fork하면 워커에게도 복사됨.
            print("부모", terminator: " ")
            _ = try inParentOnly {
                try startWorkers(processes: 1, threads: 1) { _ in print("워커", terminator: " ") }
            }
        }
        XCTAssertEqual(said, "부모 워커 ", "부모가 찍은 뒤 print(\"워커\")를 하는 워커 하나를 띄워 나온 글")
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

/// What went to standard output meanwhile.
private func printed(_ body: () throws -> Void) throws -> String {
    let pipe = try makePipe()
    fflush(nil)
    let old = dup(STDOUT_FILENO)
    dup2(pipe.writeEnd, STDOUT_FILENO)
    defer { closeDescriptor(old) }
    do {
        defer {
            fflush(nil)
            dup2(old, STDOUT_FILENO)
            closeDescriptor(pipe.writeEnd)
        }
        try body()
    }
    defer { closeDescriptor(pipe.readEnd) }
    return String(decoding: try readToEnd(pipe.readEnd), as: UTF8.self)
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
