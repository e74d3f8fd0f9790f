import Foundation
import Testing

@Suite("stage: a grader's names keep their meaning")
struct StagingTests {
    private let names = ["heldSum", "Point", "limit", "measure"]

    @Test(
        "XCTest's names are selected where they are used, and only there",
        arguments: [
            ("XCTAssertEqual(1, 2)", "XCTest::XCTAssertEqual(1, 2)"),
            ("a.XCTFail(); .XCTFail()", "a.XCTFail(); .XCTFail()"),
            ("\"XCTFail() \\(XCTFail())\" // XCTFail()", "\"XCTFail() \\(XCTest::XCTFail())\" // XCTFail()"),
            ("XCTest::XCTFail()", "XCTest::XCTFail()"), ("XCTest.XCTFail()", "XCTest::XCTFail()"),
            ("f(XCTFail: 1)", "f(XCTFail: 1)"), ("`XCTFail`()", "XCTest::`XCTFail`()"),
            ("#if XCTFail\nXCTFail()\n#endif", "#if XCTFail\nXCTest::XCTFail()\n#endif"),
            ("throw XCTSkip()", "throw XCTest::XCTSkip()"),
            ("let e: [XCTestExpectation]", "let e: [XCTest::XCTestExpectation]"),
        ])
    func xctest(text: String, staged: String) throws {
        #expect(try StagedText(text).text == staged)
    }

    @Test(
        "The base class is the bare name, which the alias of graded tests is given to",
        arguments: [
            ("class T: XCTest.XCTestCase {}", "class T: XCTestCase {}"),
            ("class T: XCTest::XCTestCase {}", "class T: XCTestCase {}"),
            ("class T: XCTestCase {}", "class T: XCTestCase {}"),
            ("typealias Case = XCTest.XCTestCase", "typealias Case = XCTestCase"),
        ])
    func baseClass(text: String, staged: String) throws {
        #expect(try StagedText(text).text == staged)
    }

    @Test(
        "The learner's names are selected unless the grader may mean its own",
        arguments: [
            ("let a = heldSum(1, 2)", "let a = HeldSum::heldSum(1, 2)"),
            ("let a = HeldSum.heldSum(1, 2)", "let a = HeldSum::heldSum(1, 2)"),
            ("let a: [Point?] = []", "let a: [HeldSum::Point?] = []"),
            ("let a = \\Point.x", "let a = \\HeldSum::Point.x"),
            ("let a = p.limit", "let a = p.limit"),
            ("func f(limit: A) { g(limit) }", "func f(limit: A) { g(limit) }"),
            ("func f(limit l: A) { g(limit) }", "func f(limit l: A) { g(HeldSum::limit) }"),
            ("func f<Point>(_ p: Point) {}", "func f<Point>(_ p: Point) {}"),
            ("func f() { { [limit] in limit }() }", "func f() { { [limit] in limit }() }"),
            ("func f() { if let limit { g(limit) } }", "func f() { if let limit { g(limit) } }"),
            ("func limit() {}\nlet a = limit()", "func limit() {}\nlet a = limit()"),
            ("extension A { func f() { limit() } }", "extension A { func f() { limit() } }"),
            (
                "class T: XCTestCase { func test() { measure { limit() } } }",
                "class T: XCTestCase { func test() { measure { HeldSum::limit() } } }"
            ),
            (
                "class T: XCTestCase { var limit: A { b }\nfunc test() { limit; heldSum() } }",
                "class T: XCTestCase { var limit: A { b }\nfunc test() { limit; HeldSum::heldSum() } }"
            ),
        ])
    func learner(text: String, staged: String) throws {
        #expect(try StagedText(text, names: names).text == staged)
    }

    @Test(
        "GraderKit's names are selected unless the grader may mean its own",
        arguments: [
            ("explore(a) { b(together(c)) }", "GraderKit::explore(a) { b(GraderKit::together(c)) }"),
            ("let a = Guarded(0)", "let a = GraderKit::Guarded(0)"),
            ("let a = Meeting(of: 2)", "let a = GraderKit::Meeting(of: 2)"),
            ("let a = Sleeper {}", "let a = GraderKit::Sleeper {}"),
            ("func together() {}\nlet a = together()", "func together() {}\nlet a = together()"),
            ("class Guarded {}\nlet a: Guarded", "class Guarded {}\nlet a: Guarded"),
            ("extension A { func f() { explore() } }", "extension A { func f() { explore() } }"),
            ("let a = b.together(c)", "let a = b.together(c)"),
        ])
    func graderKit(text: String, staged: String) throws {
        #expect(try StagedText(text).text == staged)
    }

    @Test("A name declared in one file of the grader is its own in all of them")
    func files() throws {
        let staged = try StagedText("let a = limit()", "func limit() {}", names: names)
        #expect(staged.texts == ["let a = limit()", "func limit() {}"])
    }

    @Test("Standard types and functions are selected, the learner's own of that name first")
    func standard() throws {
        #expect(try StagedText("let a: Int = max(1, 2)").text == "let a: Swift::Int = Swift::max(1, 2)")
        #expect(
            try StagedText("let a: Set = b", names: ["Set"]).text == "let a: HeldSum::Set = b")
    }

    @Test("A grader with everything compiles once staged, line for line")
    func everything() throws {
        let staged = try StagedText(NastyGrader.grader, names: NastyGrader.names).text
        let lines = NastyGrader.grader.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(staged.split(separator: "\n", omittingEmptySubsequences: false).count == lines.count)
        #expect(!staged.contains("XCTest.XCTestCase"))
        let compiler = try Compiler()
        defer { compiler.remove() }
        for mode in [5, 6] {
            try compiler.module("HeldSum", NastyGrader.learner, mode: mode)
            #expect(try compiler.checks(staged, mode: mode))
        }
    }
}
