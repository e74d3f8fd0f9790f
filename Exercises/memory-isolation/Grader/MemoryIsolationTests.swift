import Glibc
import GraderKit
import ServerKit
import XCTest

@testable import MemoryIsolation

final class MemoryIsolationTests: XCTestCase {
    /// 어떤 정수든 자식에게서 그대로 받음
    func testValues() throws {
        for value in [42, 0, -1, 256, Int.max, Int.min] {
            let said = try inParentOnly { try childSays { value } }
            XCTAssertEqual(said.child, value, "childSays { \(value) }의 child")
            XCTAssertEqual(said.parent, value, "childSays { \(value) }의 parent")
        }
    }

    /// 자식이 바꾼 변수는 부모에게 그대로임
    func testOwnMemory() throws {
        let said = try inParentOnly {
            try childSays {
                counter += 1
                return counter
            }
        }
        XCTAssertEqual(said.child, 1, "0이던 전역 변수를 1 올리고 돌려주는 일: 자식의 값")
        XCTAssertEqual(said.parent, 1, "0이던 전역 변수를 1 올리고 돌려주는 일: 부모의 값. 자식이 올린 것은 자식의 복사본임")
        XCTAssertEqual(counter, 1, "그 뒤 부모의 전역 변수")
    }

    /// 자식이 끝난 다음에 부모가 부름
    func testChildFirst() throws {
        let parent = getpid()
        let board = try SharedMemory(words: 2)  // [부모가 들어옴, 자식이 끝날 때 부모가 이미 들어와 있었음]
        _ = try inParentOnly {
            try childSays {
                if getpid() == parent {
                    board.add(1, at: 0)
                    return 0
                }
                // 부모가 들어오는지 지켜봄. 자식을 기다리는 부모는 그동안 들어오지 못함.
                for _ in 0..<150 where board[0] == 0 { usleep(2000) }
                board[1] = board[0]
                return 0
            }
        }
        XCTAssertEqual(board[0], 1, "부모가 work를 부른 횟수")
        XCTAssertEqual(board[1], 0, "자식이 아직 work를 하는 동안 부모도 work를 부름. 자식이 끝나기를 기다린 뒤에 부르세요")
    }

    /// 값을 보내지 못한 자식은 오류로 알림
    func testNoAnswer() throws {
        let parent = getpid()
        for (name, end) in [("세그폴트로 터지는", touchForbiddenMemory), ("_exit(0)으로 끝나 버리는", leave)] {
            XCTAssertThrowsError(
                try inParentOnly {
                    try childSays {
                        if getpid() != parent { end() }
                        return 7
                    }
                }, "childSays: 자식에서 \(name) 일"
            ) { error in
                XCTAssertTrue(error is NoAnswer, "childSays: 자식에서 \(name) 일: NoAnswer 말고 \(error) 오류를 던짐")
            }
        }
    }

    /// 부모만 childSays에서 돌아옴
    func testOnlyParentReturns() throws {
        let diary = try makePipe()
        _ = try inParentOnly(orElse: { try? writeAll(diary.writeEnd, "자식이 돌아옴") }) {
            try childSays { 3 }
        }
        close(diary.writeEnd)
        // 자식이 쥔 쓰는 끝까지 닫혀야 끝이 보이므로, 늦게 돌아온 자식도 빠지지 않음.
        let notes = String(decoding: try readToEnd(diary.readEnd), as: UTF8.self)
        XCTAssertEqual(notes, "", "자식이 childSays를 부른 곳까지 돌아 나옴. 자식은 값을 보낸 뒤 끝나야 함")
    }

    /// 자식은 부모가 등록한 뒷정리를 하지 않음
    func testExitHandlers() throws {
        atexit { if getpid() != handlerOwner { handled?.add(1, at: 0) } }
        handlerOwner = getpid()
        handled = try SharedMemory(words: 1)
        _ = try inParentOnly { try childSays { 3 } }
        XCTAssertEqual(
            handled?[0], 0, "부모가 atexit로 등록한 일을 자식이 함. 자식은 exit가 아니라 _exit로 끝내세요")
    }

    /// 좀비도 열린 fd도 남기지 않음
    func testNothingLeft() throws {
        // 처음 한 번은 라이브러리가 저를 위해 여는 것이 있을 수 있음.
        _ = try inParentOnly { try childSays { 1 } }
        let before = ProcessWatch.own.openFiles.count
        for _ in 0..<3 { _ = try inParentOnly { try childSays { 1 } } }
        XCTAssertEqual(
            ProcessWatch.own.openFiles.count, before, "childSays를 세 번 더 부른 뒤 열린 fd의 수: 연 것은 닫으세요")

        var status: Int32 = 0
        let left = waitpid(-1, &status, WNOHANG)
        let reason = errno
        XCTAssertTrue(left == -1 && reason == ECHILD, "childSays 뒤에 거두지 않은 자식이 남음: 좀비가 됨")
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

nonisolated(unsafe) private var counter = 0
nonisolated(unsafe) private var handlerOwner: pid_t = 0
nonisolated(unsafe) private var handled: SharedMemory?

/// 프로세스의 것이 아닌 주소에 써서 SIGSEGV를 받음.
private func touchForbiddenMemory() {
    UnsafeMutablePointer<Int32>(bitPattern: 8)?.pointee = 1
}

private func leave() {
    _exit(0)
}
