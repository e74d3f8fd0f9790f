import Glibc
import GraderKit
import ServerKit
import XCTest

@testable import PassFd

final class PassFdTests: XCTestCase {
    /// 자식이 받은 fd로 파일을 읽음
    func testChildReads() throws {
        let (mine, theirs) = try makeSocketPair()
        let child = try borrower(of: mine, over: theirs) { fd in
            try readToEnd(fd) == Array("hello".utf8) ? 0 : 2
        }
        // 자식을 띄운 다음에 엶: 자식이 물려받아 가질 수 없음.
        try lend(try file(holding: "hello"), over: mine.descriptor)
        XCTAssertEqual(
            try waitChild(child), .exited(0), "자식이 뜬 뒤에 연 파일을 건넴. 자식이 받아서 끝까지 읽으면 hello(다르면 2, 못 받으면 1)")
    }

    /// 읽던 자리까지 함께 건네짐
    func testSharesPosition() throws {
        let (mine, theirs) = try makeSocketPair()
        let child = try borrower(of: mine, over: theirs) { fd in
            try readToEnd(fd) == Array("def".utf8) ? 0 : 2
        }
        let fd = try file(holding: "abcdef")
        XCTAssertEqual(try readSome(fd, upTo: 3), Array("abc".utf8), "건네기 전에 세 글자를 읽음")
        try lend(fd, over: mine.descriptor)
        XCTAssertEqual(
            try waitChild(child), .exited(0), "abcdef에서 abc까지 읽고 건넴. 자식이 이어서 읽으면 def(다르면 2, 못 받으면 1)")
    }

    /// 이름 없는 것도 건네지고, 받은 쪽이 닫으면 끝이 옴
    func testPipeEnds() throws {
        let (mine, theirs) = try makeSocketPair()
        let child = try borrower(of: mine, over: theirs) { fd in
            try writeAll(fd, "자식이 씀")
            close(fd)
            // 부모가 끝을 볼 때까지 살아 있음: 죽으면서 닫아 주는 것에 기댈 수 없게 함.
            _ = try waitToRead(theirs.descriptor, milliseconds: 10_000)
            return 0
        }
        let pipe = try makePipe()
        try lend(pipe.writeEnd, over: mine.descriptor)
        var got: [UInt8] = []
        var sawEnd = false
        // 기다림이 끝나는 것은 틀린 답뿐임: 맞는 답은 늦어도 옴.
        while try waitToRead(pipe.readEnd, milliseconds: 3000) {
            guard let bytes = try readSome(pipe.readEnd) else {
                sawEnd = true
                break
            }
            got += bytes
        }
        XCTAssertEqual(String(decoding: got, as: UTF8.self), "자식이 씀", "건네받은 파이프의 쓰는 끝에 자식이 쓴 것")
        XCTAssertTrue(sawEnd, "자식이 건네받은 쓰는 끝을 닫은 뒤 부모가 파이프의 끝(EOF)을 봄. 누군가 쓰는 끝을 더 쥐고 있으면 안 옴")
        mine.close()
        XCTAssertEqual(try waitChild(child), .exited(0), "건네받아 쓴 자식의 끝")
    }

    /// 둘을 잇달아 건네도 하나씩 받음
    func testTwoInARow() throws {
        let (mine, theirs) = try makeSocketPair()
        let child = try forkChild {
            mine.close()
            let first = try borrow(from: theirs.descriptor)
            let second = try borrow(from: theirs.descriptor)
            return try readToEnd(first) == Array("one".utf8) && readToEnd(second) == Array("two".utf8) ? 0 : 2
        }
        theirs.close()
        try lend(try file(holding: "one"), over: mine.descriptor)
        try lend(try file(holding: "two"), over: mine.descriptor)
        mine.close()
        XCTAssertEqual(try waitChild(child), .exited(0), "파일 둘을 잇달아 건넴. 자식이 one과 two를 차례로 읽음(다르면 2, 못 받으면 1)")
    }

    /// 건넨 쪽의 fd는 닫힘
    func testLenderCloses() throws {
        let (mine, theirs) = try makeSocketPair()
        let fd = try file(holding: "x")
        let before = ProcessWatch.own.openFiles.count
        try lend(fd, over: mine.descriptor)
        XCTAssertFalse(isOpen(fd), "lend가 돌아온 뒤 건넨 fd가 열려 있음: 닫으세요")
        XCTAssertEqual(
            ProcessWatch.own.openFiles.count, before - 1, "lend 뒤에 열린 fd의 수: 건넨 것 하나만 줄어듦")
        theirs.close()
    }

    /// 받은 쪽의 fd는 하나만 늚
    func testBorrowerHasOne() throws {
        let (mine, theirs) = try makeSocketPair()
        try lend(try file(holding: "x"), over: mine.descriptor)
        let before = ProcessWatch.own.openFiles.count
        let fd = try borrow(from: theirs.descriptor)
        if !isOpen(fd) { XCTFail("borrow가 돌려준 번호가 이 프로세스에서는 열린 fd가 아님: \(fd)") }
        XCTAssertEqual(
            ProcessWatch.own.openFiles.count, before + 1, "borrow 뒤에 열린 fd의 수: 하나만 늚")
    }

    /// 상대가 없으면 알림
    func testNobodyThere() throws {
        try ignoreSignal(SIGPIPE)
        let (mine, theirs) = try makeSocketPair()
        theirs.close()
        let fd = try file(holding: "x")
        XCTAssertThrowsError(try lend(fd, over: mine.descriptor), "건너편이 닫힌 channel로 lend")
        XCTAssertTrue(isOpen(fd), "건네지 못한 fd가 닫힘: 열린 채로 남겨야 다시 건넬 수 있음")
        XCTAssertThrowsError(try borrow(from: mine.descriptor), "건너편이 닫힌 channel에서 borrow") { error in
            XCTAssertTrue(error is NothingLent, "건너편이 닫힌 channel에서 borrow: NothingLent 말고 \(error) 오류를 던짐")
        }
    }

    /// 하나를 받아 `use`에 넘기는 자식. 부모 쪽 끝은 자식에서, 자식 쪽 끝은 부모에서 닫음.
    private func borrower(
        of mine: Connection, over theirs: Connection, _ use: (Int32) throws -> Int32
    ) throws -> pid_t {
        let child = try forkChild {
            mine.close()
            return try use(try borrow(from: theirs.descriptor))
        }
        theirs.close()
        return child
    }

    private func isOpen(_ fd: Int32) -> Bool { fcntl(fd, F_GETFD) >= 0 }

    /// 처음부터 읽을 수 있게 연, 이름이 있는 파일.
    private func file(holding text: String) throws -> Int32 {
        var path = Array("/tmp/lent.XXXXXX".utf8CString)
        let fd = mkstemp(&path)
        guard fd >= 0 else { throw SystemError(call: "mkstemp", errno: errno) }
        try writeAll(fd, text)
        lseek(fd, 0, SEEK_SET)
        return fd
    }
}
