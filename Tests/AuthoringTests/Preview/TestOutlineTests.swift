import Authoring
import Testing

@Suite("The outline of a grader")
struct TestOutlineTests {
    private func names(_ source: String) -> [String] {
        TestOutline(of: source).tests.map { "\($0.line) \($0.name) \($0.title ?? "-")" }
    }

    @Test("has each test with the line above it")
    func titles() {
        let source = """
            final class HeldSumTests: XCTestCase {
                /// 작은 수를
                /// 더함
                func testSmall() { }
                func testUntitled() throws {
                }
                /// 비동기
                @MainActor
                func testAwaited() async throws {}
            }
            class Others: GraderKit.GradedCase { /// 아님
                /// 다른 것
                @objc func testOther() {}
            }
            """
        #expect(
            names(source) == [
                "4 HeldSumTests.testSmall 작은 수를 더함", "5 HeldSumTests.testUntitled -",
                "9 HeldSumTests.testAwaited 비동기", "13 Others.testOther 다른 것",
            ])
    }

    @Test("leaves out what is no test")
    func others() {
        let source = """
            func testFree() {}
            class Box { func testBox() {} }
            final class T: XCTestCase {
                /// 인자가 있음
                func testWith(_ x: Int) {}
                /// 값을 돌려줌
                func testValue() -> Int { 1 }
                // func testCommented() {}
                private func testPrivate() {}
                func helper() { testSmall() }
                /// 떨어진 제목

                func testFar() {}
            }
            """
        #expect(names(source) == ["13 T.testFar -"])
    }
}
