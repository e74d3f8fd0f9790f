import Glibc
import GraderKit
import ServerKit
import XCTest

@testable import PipeMap

final class PipeMapTests: XCTestCase {
    /// 답을 입력의 차례대로 돌려줌
    func testInOrder() throws {
        XCTAssertEqual(
            try map(["가", "나", "다"]) { $0 + $0 }, ["가가", "나나", "다다"],
            #"mapInChildren(["가", "나", "다"]) { $0 + $0 }"#)
        XCTAssertEqual(try map([]) { $0 }, [], "mapInChildren([])")
        XCTAssertEqual(try map(["빈 답"]) { _ in "" }, [""], "빈 글자를 답하는 자식 하나")
    }

    /// 파이프에 다 안 들어가는 답도 받음
    func testLargeAnswers() throws {
        let answers = try map(["x", "y", "z"]) { String(repeating: $0, count: 300_000) }
        XCTAssertEqual(answers.map(\.utf8.count), [300_000, 300_000, 300_000], "30만 바이트씩 답하는 자식 셋: 답의 길이")
        XCTAssertEqual(answers.map { $0.first }, ["x", "y", "z"], "30만 바이트씩 답하는 자식 셋: 답의 첫 글자")
    }

    /// 자식들이 함께 돎
    func testTogether() throws {
        let board = try SharedMemory(words: 2)  // [들어온 수, 포기함]
        // 넷이 모두 들어와야 돌아가는 일. 3초를 기다려도 안 오면 모두 포기함.
        let answers = try map(["1", "2", "3", "4"]) { _ in
            board.add(1, at: 0)
            for _ in 0..<1500 where board[0] < 4 && board[1] == 0 { usleep(2000) }
            if board[0] < 4 { board[1] = 1 }
            return board[1] == 0 ? "함께" : "혼자"
        }
        XCTAssertEqual(
            answers, ["함께", "함께", "함께", "함께"], "넷이 모두 시작해야 끝나는 일을 자식 넷에 맡김. 모두 띄운 다음에 답을 기다리세요")
    }

    /// 자식이 바꾼 변수는 부모에게 그대로임
    func testOwnMemory() throws {
        let answers = try map(["1", "2"]) { _ in
            counter += 1
            return "\(counter)"
        }
        XCTAssertEqual(answers, ["1", "1"], "저마다 전역 변수를 0에서 1로 올리고 그 값을 답하는 자식 둘")
        XCTAssertEqual(counter, 0, "그 뒤 부모의 전역 변수")
    }

    /// 터진 자식의 자리는 비우고 나머지는 받음
    func testCrash() throws {
        let answers = try map(["하나", "터짐", "둘"]) { input in
            if input == "터짐" { abort() }
            return input
        }
        XCTAssertEqual(answers, ["하나", "", "둘"], "가운데 자식이 답하기 전에 터질 때")
    }

    /// 좀비도 열린 fd도 남기지 않음
    func testNothingLeft() throws {
        // 처음 한 번은 라이브러리가 저를 위해 여는 것이 있을 수 있음.
        _ = try map(["1"]) { $0 }
        let before = ProcessWatch.own.openFiles.count
        _ = try map(["1", "2", "3"]) { $0 }
        XCTAssertEqual(
            ProcessWatch.own.openFiles.count, before, "입력이 셋인 mapInChildren 뒤에 열린 fd의 수: 연 것은 닫으세요")

        var status: Int32 = 0
        let left = waitpid(-1, &status, WNOHANG)
        let reason = errno
        XCTAssertTrue(left == -1 && reason == ECHILD, "mapInChildren 뒤에 거두지 않은 자식이 남음: 좀비가 됨")
    }
}

/// 부모만 돌려받음. 자식이 여기까지 돌아 나오면 시험을 이어 가지 못하게 끝냄.
private func map(_ inputs: [String], _ f: (String) -> String) throws -> [String] {
    let parent = getpid()
    let result = Swift.Result { try mapInChildren(inputs, f) }
    guard getpid() == parent else { _exit(99) }
    return try result.get()
}

nonisolated(unsafe) private var counter = 0
