import Glibc
import XCTest

@testable import TemplateProcess

final class TemplateProcessTests: XCTestCase {
    /// 답을 차례대로 모음
    func testAnswers() throws {
        XCTAssertEqual(try collect([{ "하나" }, { "" }, { "셋" }]), ["하나", "", "셋"], "collect(하나, 빈 글, 셋)")
        XCTAssertEqual(try collect([]), [], "collect([])")
    }

    /// 일이 바꾼 변수는 부모에게 그대로임
    func testOwnMemory() throws {
        let raise = {
            counter += 1
            return "\(counter)"
        }
        XCTAssertEqual(try collect([raise, raise]), ["1", "1"], "저마다 전역 변수를 0에서 1로 올리는 일 둘의 답")
        XCTAssertEqual(counter, 0, "그 뒤 부모의 전역 변수")
    }

    /// 파이프에 다 들어가지 않는 긴 답도 잃지 않음
    func testLongAnswer() throws {
        let long = String(repeating: "긴 글 ", count: 20_000)
        let answers = try collect([{ long }, { "짧음" }])
        XCTAssertEqual(answers.map(\.utf8.count), [160_000, 6], "collect(16만 바이트, 짧음): 답의 바이트 수")
    }

    /// 거두지 않은 자식을 남기지 않음
    func testNoZombies() throws {
        _ = try collect([{ "하나" }, { "둘" }])

        var status: Int32 = 0
        let left = waitpid(-1, &status, WNOHANG)
        let reason = errno
        XCTAssertTrue(left == -1 && reason == ECHILD, "collect 뒤에 거두지 않은 자식이 남음: 좀비가 됨")
    }
}

/// 부모의 메모리에 있는 값.
nonisolated(unsafe) private var counter = 0
