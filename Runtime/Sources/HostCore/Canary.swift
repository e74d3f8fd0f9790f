import GraderKit
import XCTest

/// Proves, before anything is graded, that XCTest sees what it must see here. Its second use is to warm the
/// host up: what XCTest and Foundation do once is done before the forks, which share it.
enum Canary {
    static func sing() throws(HostFault) {
        let failed = run { _ in XCTAssertEqual(1 + 1, 3) }
        guard failed.count == 1, failed[0].line > 0, failed[0].description.hasPrefix("XCTAssertEqual failed")
        else {
            throw .canary("a wrong assertion gave \(failed)")
        }
        let passed = run { _ in XCTAssertEqual(1 + 1, 2) }
        guard passed.isEmpty else {
            throw .canary("a right assertion gave \(passed)")
        }
        let skipped = run { _ in throw XCTSkip("") }
        guard skipped.count == 1 else {
            throw .canary("a skipped test gave \(skipped)")
        }
        let warm = run { _ in warmUp() }
        guard warm.isEmpty else {
            throw .canary("right assertions gave \(warm)")
        }
        let tornDown = run { graded in graded.addTeardownBlock { XCTFail("") } }
        guard tornDown.count == 1 else {
            throw .canary("a teardown block gave \(tornDown)")
        }
    }

    private static func run(_ body: @escaping (GradedCase) throws -> Void) -> [TestFailure] {
        GradedTest("Canary.testOne", GradedCase.self, body).run { _ in
            preconditionFailure("the canary goes on after a failure")
        }.failures
    }

    /// What tests compare most. The runtime makes the code of a generic function for a type when it is first asked for;
    /// made here, it is there in each test's process, which would else make it again.
    private static func warmUp() {
        equal(1, 1)
        equal("한", "한")
        equal(true, true)
        equal(0.5, 0.5)
        equal([1, 2], [2, 1].sorted())
        equal(["a"], ["a"].sorted())
        equal(Set([1]), [1])
        equal(Set(["a"]).sorted(), ["a"])
        equal(["a": 1], ["a": 1])
        equal(Int?.none, nil)
        equal(String?.some("a"), "a")
        equal([[1]], [[1]])
        equal([UInt8](repeating: 1, count: 2), [1, 1])
        XCTAssertTrue(Set([1]).sorted() == [1])
        XCTAssertNil(Int?.none)
    }

    private static func equal<Value: Equatable>(_ left: Value, _ right: Value) { XCTAssertEqual(left, right) }
}
