import GraderKit
import XCTest

/// Proves, before anything is graded, that XCTest sees what it must see here. Its second use is to warm the host up: what
/// XCTest and Foundation do once is done before the forks, which share it.
enum Canary {
    static func sing() throws(HostFault) {
        let failed = run { _ in XCTAssertEqual(1 + 1, 3) }
        guard failed.count == 1, failed[0].line > 0, failed[0].description.hasPrefix("XCTAssertEqual failed") else {
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
        let tornDown = run { graded in graded.addTeardownBlock { XCTFail("") } }
        guard tornDown.count == 1 else {
            throw .canary("a teardown block gave \(tornDown)")
        }
    }

    private static func run(_ body: @escaping (GradedCase) throws -> Void) -> [TestFailure] {
        GradedTest("Canary.testOne", GradedCase.self, body).run { _ in
            preconditionFailure("the canary goes on after a failure")
        }
    }
}
