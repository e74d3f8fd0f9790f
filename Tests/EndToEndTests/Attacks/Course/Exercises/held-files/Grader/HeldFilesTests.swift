import XCTest

@testable import HeldFiles

final class HeldFilesTests: XCTestCase {
    let secret = "held-7f3a-for-the-grader-alone"

    private func path(_ name: String) -> String {
        FileManager.default.temporaryDirectory.appendingPathComponent(name).path
    }

    /// 적은 글을 그대로 읽음
    func testPlain() throws {
        XCTAssertFalse(secret.isEmpty)
        let text = try saved("hello", at: path("plain"))
        XCTAssertEqual(text, "hello")
    }

    /// 한글도 그대로 읽음
    func testHangul() throws {
        let text = try saved("실타래\n", at: path("hangul"))
        XCTAssertEqual(text, "실타래\n")
    }

    /// 두 번 적으면 나중 것이 남음
    func testTwice() throws {
        _ = try saved("first", at: path("twice"))
        let text = try saved("second", at: path("twice"))
        XCTAssertEqual(text, "second")
    }
}
