import XCTest

@testable import TemplateUnit

// 시험 위의 /// 줄이 학습자에게 보이는 제목임. 셋째 인자는 무엇을 불렀는지 알려 줌.
final class TemplateUnitTests: XCTestCase {
    /// 둘째 마디가 경로임
    func testPath() {
        XCTAssertEqual(path(ofRequest: "GET / HTTP/1.1"), "/", "path(ofRequest: \"GET / HTTP/1.1\")")
        XCTAssertEqual(
            path(ofRequest: "POST /a/b HTTP/1.1"), "/a/b", "path(ofRequest: \"POST /a/b HTTP/1.1\")")
    }

    /// 물음표부터는 경로가 아님
    func testQuery() {
        XCTAssertEqual(
            path(ofRequest: "GET /search?q=swift HTTP/1.1"), "/search",
            "path(ofRequest: \"GET /search?q=swift HTTP/1.1\")")
        XCTAssertEqual(
            path(ofRequest: "GET /a?b?c HTTP/1.1"), "/a", "path(ofRequest: \"GET /a?b?c HTTP/1.1\")")
    }

    /// 세 마디가 아니면 요청이 아님
    func testWordCount() {
        for line in ["", "GET", "GET /", "GET / HTTP/1.1 more"] {
            XCTAssertNil(path(ofRequest: line), "path(ofRequest: \"\(line)\")")
        }
    }

    /// 빈칸이 잇달아 있으면 요청이 아님
    func testBlanks() {
        for line in ["GET  / HTTP/1.1", "GET /  HTTP/1.1", " GET / HTTP/1.1"] {
            XCTAssertNil(path(ofRequest: line), "path(ofRequest: \"\(line)\")")
        }
    }
}
