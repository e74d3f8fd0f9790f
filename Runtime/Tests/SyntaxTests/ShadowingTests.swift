import Testing

/// Learner's modules with a wrong solution and a declaration that takes a name of the grader's away from it.
@Suite("stage: what shadowing no longer does", .serialized)
struct ShadowingTests {
    private static let grader = """
        import XCTest
        @testable import HeldSum
        final class HeldSumTests: XCTestCase {
            func testSum() { XCTAssertEqual(heldSum(1, 2), 3) }
            func testPositive() { XCTAssertTrue(heldSum(1, 2) > 0) }
            func testUnwrapped() throws { XCTAssertEqual(try XCTUnwrap(Optional(heldSum(2, 2))), 4) }
            func testLarger() { XCTAssertEqual(heldSum(max(3, 1), 0), 3) }
            func testFailing() { if heldSum(1, 1) != 2 { XCTFail() } }
        }
        """
    private static let wrong = "func heldSum(_ a: Int, _ b: Int) -> Int { 0 }\n"

    @Test(
        "A shadowing module passes a plain grader's test and fails the staged one's",
        arguments: [
            ("testSum", "func XCTAssertEqual(_ a: Int, _ b: Int) {}"),
            ("testPositive", "func XCTAssertTrue(_ a: Bool) {}"),
            ("testSum", "import XCTest\nextension XCTestCase { func XCTAssertEqual(_ a: Int, _ b: Int) {} }"),
            (
                "testSum",
                "import XCTest\nextension XCTestCase { func heldSum(_ a: Int, _ b: Int) -> Int { a + b } }"
            ),
            ("testUnwrapped", "func XCTUnwrap(_ a: Int?) throws -> Int { 4 }"),
            ("testFailing", "func XCTFail() {}"),
            (
                "testLarger",
                "func max(_ a: Int, _ b: Int) -> Lie { Lie() }\nstruct Lie {}\nfunc heldSum(_ a: Lie, _ b: Int) -> Int { 3 }"
            ),
        ])
    func shadowing(test: String, trick: String) throws {
        let compiler = try Compiler()
        defer { compiler.remove() }
        try compiler.module("HeldSum", trick + "\n" + Self.wrong)
        #expect(try compiler.passes(Self.grader, tests: [test]) == true)
        let staged = try StagedText(Self.grader, names: ["heldSum"]).text
        #expect(try compiler.passes(staged, tests: [test]) == false)
    }

    @Test("A right module passes the staged grader")
    func right() throws {
        let compiler = try Compiler()
        defer { compiler.remove() }
        try compiler.module("HeldSum", "func heldSum(_ a: Int, _ b: Int) -> Int { a + b }")
        let staged = try StagedText(Self.grader, names: ["heldSum"]).text
        let tests = ["testSum", "testPositive", "testUnwrapped", "testLarger", "testFailing"]
        #expect(try compiler.passes(staged, tests: tests) == true)
    }
}
