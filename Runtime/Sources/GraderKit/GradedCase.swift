public import XCTest

/// The base class of a hidden grader's test cases.
///
/// A grader is written against plain `XCTestCase`; the generated file of its module says
/// `typealias XCTestCase = GraderKit.GradedCase`. It differs from its parent where that would start threads (a
/// test runs in a forked process, and a learner's own `fork` shall find one thread), and in that no failure is
/// lost: each is kept with its line, a thrown error and `XCTSkip` included.
open class GradedCase: XCTestCase {
    let failures = FailureList()
    let scenarios = ScenarioList()
    /// The case whose test is running: a process runs one test.
    nonisolated(unsafe) private(set) static var running: GradedCase?
    private let counting = Locked(())
    /// The test method; nil runs set-up and tear-down only.
    var body: ((GradedCase) throws -> Void)?
    /// Called at the first failure when ``continueAfterFailure`` is false.
    var cutShort: (() -> Never)?

    /// Whether a test goes on after its first failure. XCTest on Linux goes on whatever is set; here false
    /// ends the test at once, without tear-down, as its author expects who has checked what the next line
    /// needs.
    open override var continueAfterFailure: Bool {
        get { goesOn }
        set { goesOn = newValue }
    }
    private var goesOn = true

    /// Set-up, body and tear-down in XCTest's order, on the calling thread.
    open override func invokeTest() {
        nonisolated(unsafe) let this = self
        Self.running = self
        let isReady = [
            attempt { try runInline { try await this.setUp() } },
            attempt { try setUpWithError() },
        ].allSatisfy { $0 }
        setUp()
        if isReady, let body {
            attempt { try body(self) }
        }
        for block in TeardownBlocks.kept(by: self).reversed() {
            attempt(block)
        }
        tearDown()
        attempt { try tearDownWithError() }
        attempt { try runInline { try await this.tearDown() } }
    }

    /// Keeps the failure. XCTest's assertions and waiters come here, from any thread.
    open override func recordFailure(
        withDescription description: String, inFile filePath: String, atLine lineNumber: Int, expected: Bool
    ) {
        let failure = TestFailure(line: lineNumber, description: description)
        Explorer.current?.failed(failure)
        failures.add(failure)
        guard !continueAfterFailure else {
            // XCTest counts in its run object without a lock of its own.
            return counting.withLock { _ in
                super.recordFailure(
                    withDescription: description, inFile: filePath, atLine: lineNumber, expected: expected)
            }
        }
        cutShort?()
    }

    /// Runs a step of the test; what it throws is a failure. Gives whether it threw nothing.
    @discardableResult
    func attempt(_ step: () throws -> Void) -> Bool {
        do {
            try step()
            return true
        } catch let skip as XCTSkip {
            // A skipped test would be a hole in a green verdict.
            fail("skipped: \(skip.message ?? "no reason given")")
        } catch let error where isAlreadyTold(error) {
            return false
        } catch {
            fail("threw \(error)")
        }
        return false
    }

    func fail(_ description: String, line: Int = 0) {
        recordFailure(withDescription: description, inFile: "", atLine: line, expected: false)
    }

    /// `XCTUnwrap` records its failure, then throws an error of XCTest's own to leave the test.
    private func isAlreadyTold(_ error: any Error) -> Bool {
        String(reflecting: type(of: error)).hasPrefix("XCTest.XCTestErrorWhile") && !failures.isEmpty
    }
}
