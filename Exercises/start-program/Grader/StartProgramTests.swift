import Glibc
import GraderKit
import ServerKit
import XCTest

@testable import StartProgram

final class StartProgramTests: XCTestCase {
    /// 표준 출력에 쓴 것을 받음
    func testOutput() throws {
        XCTAssertEqual(
            try text("/bin/echo", ["hello"]), "hello\n", #"capture("/bin/echo", ["hello"])의 out"#)
        XCTAssertEqual(try text("/bin/true", []), "", #"capture("/bin/true", [])의 out"#)
    }

    /// 인자를 하나하나 그대로 건넴
    func testArguments() throws {
        XCTAssertEqual(
            try text("/bin/sh", ["-c", #"printf "[%s]\n" "$@""#, "sh", "a b", "", "c"]),
            "[a b]\n[]\n[c]\n", #"인자마다 한 줄씩 출력하는 셸에 "a b", "", "c"를 건넬 때의 out"#)
    }

    /// 파이프에 다 안 들어가는 출력도 모두 받음
    func testMuchOutput() throws {
        let script = "x=0123; for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do x=$x$x; done; printf %s $x"
        let out = try inParentOnly { try capture("/bin/sh", ["-c", script]) }.out
        XCTAssertEqual(out.count, 262_144, "262,144바이트를 쓰는 프로그램에서 받은 바이트 수")
    }

    /// 어떻게 끝났는지 알려줌
    func testEndings() throws {
        for (script, ending) in [
            ("exit 0", Ending.exited(0)), ("exit 7", .exited(7)), ("kill -KILL $$", .killed(SIGKILL)),
        ] {
            let result = try inParentOnly { try capture("/bin/sh", ["-c", script]) }
            XCTAssertEqual(result.ending, ending, "셸에서 \(script)를 하는 프로그램의 ending")
        }
    }

    /// 없는 프로그램은 없다고 알리고, 부모만 돌아옴
    func testMissingProgram() throws {
        let diary = try makePipe()
        do {
            let result = try inParentOnly(orElse: { try? writeAll(diary.writeEnd, "자식이 돌아옴") }) {
                try capture("/no/such/program", ["x"])
            }
            XCTAssertEqual(
                result.ending, .exited(127),
                "capture(\"/no/such/program\", …)의 ending. capture가 오류를 던져도 되지만, 자식이 던진 오류는 부모에게 오지 않음")
            XCTAssertEqual(result.out, [], "capture(\"/no/such/program\", …)의 out")
        } catch {
            // 오류를 던지는 것도 알린 것임.
        }
        close(diary.writeEnd)
        let notes = String(decoding: try readToEnd(diary.readEnd), as: UTF8.self)
        XCTAssertEqual(notes, "", "exec에 실패한 자식이 capture를 부른 곳까지 돌아 나옴. 자식은 거기서 끝나야 함")
    }

    /// 새 프로그램에 파이프를 fd 1 말고는 물려주지 않음
    func testInheritsNoPipe() throws {
        let listing = try text("/bin/ls", ["-l", "/proc/self/fd"])
        // `lrwx… 1 -> pipe:[42]`의 끝 세 낱말.
        let open = listing.split(separator: "\n").compactMap { line -> (number: String, what: String)? in
            let words = line.split(separator: " ")
            guard words.count > 3, words[words.count - 2] == "->" else { return nil }
            return (String(words[words.count - 3]), String(words[words.count - 1]))
        }
        let output = open.first { $0.number == "1" }?.what
        XCTAssertNotNil(output, "/bin/ls가 본 자기 fd 목록에 1번이 있어야 함: \(listing)")
        let copies = open.filter { $0.what == output && $0.number != "1" && $0.number != "2" }.map(\.number)
        XCTAssertEqual(copies, [], "새 프로그램에서 fd 1과 같은 파이프를 가리키는 다른 fd")
    }

    /// 좀비도 열린 fd도 남기지 않음
    func testNothingLeft() throws {
        // 처음 한 번은 라이브러리가 저를 위해 여는 것이 있을 수 있음.
        _ = try inParentOnly { try capture("/bin/echo", ["x"]) }
        let before = ProcessWatch.own.openFiles.count
        for _ in 0..<3 { _ = try inParentOnly { try capture("/bin/echo", ["x"]) } }
        XCTAssertEqual(
            ProcessWatch.own.openFiles.count, before, "capture를 세 번 더 부른 뒤 열린 fd의 수: 연 것은 닫으세요")

        var status: Int32 = 0
        let left = waitpid(-1, &status, WNOHANG)
        let reason = errno
        XCTAssertTrue(left == -1 && reason == ECHILD, "capture 뒤에 거두지 않은 자식이 남음: 좀비가 됨")
    }

    private func text(_ path: String, _ args: [String]) throws -> String {
        String(decoding: try inParentOnly { try capture(path, args) }.out, as: UTF8.self)
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
