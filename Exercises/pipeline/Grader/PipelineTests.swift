import Glibc
import GraderKit
import ServerKit
import XCTest

@testable import Pipeline

final class PipelineTests: XCTestCase {
    /// 명령 하나의 출력을 받음
    func testOneCommand() throws {
        XCTAssertEqual(try text([["echo", "a b", "c"]]), "a b c\n", #"pipeline([["echo", "a b", "c"]])"#)
        XCTAssertEqual(
            try text([["sh", "-c", #"printf "[%s]\n" "$@""#, "sh", "a b", "c"]]),
            "[a b]\n[c]\n", #"인자마다 한 줄씩 출력하는 셸에 "a b", "c"를 건넴"#)
    }

    /// 셋을 이음
    func testThreeCommands() throws {
        XCTAssertEqual(
            try text([["printf", "b\na\nb\n"], ["sort"], ["uniq", "-c"]]).filter { $0 != " " }, "1a\n2b\n",
            #"pipeline([["printf", "b\na\nb\n"], ["sort"], ["uniq", "-c"]])에서 빈칸을 뺀 것"#)
    }

    /// 파이프보다 훨씬 큰 데이터도 지나감
    func testMuchData() throws {
        let out = try running {
            try pipeline([["head", "-c", "1048576", "/dev/zero"], ["tr", #"\000"#, "x"], ["cat"]])
        }
        XCTAssertEqual(out.count, 1_048_576, "1 MiB를 head | tr | cat으로 흘려보낸 뒤 받은 바이트 수")
        XCTAssertTrue(out.allSatisfy { $0 == UInt8(ascii: "x") }, "1 MiB를 head | tr | cat으로 흘려보내면 모두 x임")
    }

    /// 뒤 명령이 먼저 끝나면 앞 명령도 끝남
    func testEndsWhenReaderLeaves() throws {
        XCTAssertEqual(
            try text([["yes"], ["head", "-n", "2"]]), "y\ny\n", #"pipeline([["yes"], ["head", "-n", "2"]])"#)
    }

    /// 없는 명령이 끼어도 나머지는 돌고, 부모만 돌아옴
    func testMissingCommand() throws {
        let diary = try makePipe()
        func noted(_ commands: [[String]]) throws -> String {
            let out = try running(orElse: { try? writeAll(diary.writeEnd, "자식이 돌아옴") }) {
                try pipeline(commands)
            }
            return String(decoding: out, as: UTF8.self)
        }
        XCTAssertEqual(
            try noted([["no-such-command"], ["wc", "-c"]]).filter { $0 != " " }, "0\n",
            #"pipeline([["no-such-command"], ["wc", "-c"]])"#)
        XCTAssertEqual(
            try noted([["echo", "x"], ["no-such-command"]]), "",
            #"pipeline([["echo", "x"], ["no-such-command"]])"#)
        close(diary.writeEnd)
        let notes = String(decoding: try readToEnd(diary.readEnd), as: UTF8.self)
        XCTAssertEqual(notes, "", "exec에 실패한 자식이 pipeline을 부른 곳까지 돌아 나옴. 자식은 거기서 끝나야 함")
    }

    /// 명령에 파이프를 fd 0과 1 말고는 물려주지 않음
    func testInheritsNoPipe() throws {
        let listing = try text([["true"], ["ls", "-l", "/proc/self/fd"], ["cat"]])
        // `lrwx… 1 -> pipe:[42]`의 끝 세 낱말.
        let open = listing.split(separator: "\n").compactMap { line -> (number: String, what: String)? in
            let words = line.split(separator: " ")
            guard words.count > 3, words[words.count - 2] == "->" else { return nil }
            return (String(words[words.count - 3]), String(words[words.count - 1]))
        }
        if !open.contains(where: { $0.number == "0" && !$0.what.hasPrefix("/") }) {
            XCTFail("가운데 명령의 fd 0이 앞 명령과 이어진 파이프가 아님. 그 명령이 본 fd 목록:\n\(listing)")
        }
        let outside = Set(ProcessWatch.own.openFiles.values)
        let extra = open.filter {
            !["0", "1", "2"].contains($0.number) && !$0.what.hasPrefix("/") && !outside.contains($0.what)
        }
        XCTAssertEqual(extra.map(\.number), [], "가운데 명령이 0, 1, 2 말고 더 물려받은 파이프의 fd")
    }

    /// 좀비도 열린 fd도 남기지 않음
    func testNothingLeft() throws {
        // 처음 한 번은 라이브러리가 저를 위해 여는 것이 있을 수 있음.
        _ = try text([["echo", "x"]])
        let before = ProcessWatch.own.openFiles.count
        for _ in 0..<2 { _ = try text([["echo", "x"], ["cat"], ["cat"]]) }
        XCTAssertEqual(
            ProcessWatch.own.openFiles.count, before, "명령이 셋인 pipeline을 두 번 부른 뒤 열린 fd의 수: 연 것은 닫으세요")

        var status: Int32 = 0
        let left = waitpid(-1, &status, WNOHANG)
        let reason = errno
        XCTAssertTrue(left == -1 && reason == ECHILD, "pipeline 뒤에 거두지 않은 자식이 남음: 좀비가 됨")
    }

    private func text(_ commands: [[String]]) throws -> String {
        String(decoding: try running { try pipeline(commands) }, as: UTF8.self)
    }
}

/// In the parent only, and with an end where nothing moves any more.
private func running<Result>(
    orElse intruded: () -> Void = {}, line: UInt = #line, _ body: () throws -> Result
) throws -> Result {
    try tellingStuckPipes(line: line) { try inParentOnly(orElse: intruded, body) }
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
