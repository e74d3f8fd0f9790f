import Testing

@testable import Grading

@Suite("채점기의 XCTest 이름")
struct ModuleSelectorsTests {
    @Test(
        "함수 이름 앞에만 붙고 주석, 문자열, 멤버는 그대로임",
        arguments: [
            ("XCTAssertEqual(a, b)", "XCTest::XCTAssertEqual(a, b)"),
            ("try XCTUnwrap(XCTAssertX)", "try XCTest::XCTUnwrap(XCTest::XCTAssertX)"),
            (
                "final class T: XCTestCase { func f() { XCTFail() } }",
                "final class T: XCTestCase { func f() { XCTest::XCTFail() } }"
            ),
            (
                "XCTest::XCTAssertTrue(x); XCTest.XCTAssertTrue(x)",
                "XCTest::XCTAssertTrue(x); XCTest.XCTAssertTrue(x)"
            ),
            ("x ? XCTFail() : XCTFail()", "x ? XCTest::XCTFail() : XCTest::XCTFail()"),
            ("myXCTAssertEqual(a)", "myXCTAssertEqual(a)"),
            (
                "// XCTFail()\n/* XCTFail() /* XCTFail() */ */ XCTFail()",
                "// XCTFail()\n/* XCTFail() /* XCTFail() */ */ XCTest::XCTFail()"
            ),
            (
                #"f("XCTFail() \(g("XCTFail(")) \"") ; XCTFail()"#,
                #"f("XCTFail() \(g("XCTFail(")) \"") ; XCTest::XCTFail()"#
            ),
            (##"f(#"XCTFail \ " \#(1)"#); XCTFail()"##, ##"f(#"XCTFail \ " \#(1)"#); XCTest::XCTFail()"##),
            (
                "\"\"\"\nXCTFail() \"\"\n\"\"\"; XCTFail()",
                "\"\"\"\nXCTFail() \"\"\n\"\"\"; XCTest::XCTFail()"
            ),
            ("\"not closed XCTFail(\nXCTFail()", "\"not closed XCTFail(\nXCTest::XCTFail()"),
            ("/* not closed XCTFail", "/* not closed XCTFail"),
        ])
    func inserted(source: String, expected: String) {
        #expect(ModuleSelectors.inserted(into: source) == expected)
    }
}
