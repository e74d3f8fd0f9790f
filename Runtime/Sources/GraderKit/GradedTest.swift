import XCTest

/// One test of a grader, by name. The generated file of the grader's module lists them all.
public struct GradedTest {
    /// `Class.method`, as in the expected list.
    public let name: String
    private let make: (String) -> GradedCase
    private let before: () -> Void
    private let body: (GradedCase) throws -> Void
    private let after: () -> Void

    /// A synchronous test.
    public init<Case: GradedCase>(
        _ name: String, _ type: Case.Type, _ body: @escaping (Case) throws -> Void
    ) {
        self.name = name
        make = { Case(name: $0, testClosure: { _ in }) }
        before = { Case.setUp() }
        after = { Case.tearDown() }
        self.body = { graded in
            guard let graded = graded as? Case else {
                preconditionFailure("\(name) was made as \(type)")
            }
            try body(graded)
        }
    }

    /// A test that is asynchronous or bound to an actor.
    public init<Case: GradedCase>(
        _ name: String, _ type: Case.Type, async body: @escaping @Sendable (sending Case) async throws -> Void
    ) {
        self.init(name, type) { graded in
            // The calling thread only waits until the test is over: no one else has the case meanwhile.
            nonisolated(unsafe) let graded = graded
            try awaitTest { try await body(graded) }
        }
    }

    /// What a test has shown; no failure is a pass.
    package struct Outcome: Sendable {
        package let failures: [TestFailure]
        package let scenarios: [ExploredScenario]

        package init(failures: [TestFailure], scenarios: [ExploredScenario]) {
            self.failures = failures
            self.scenarios = scenarios
        }
    }

    /// Runs the test in this process.
    ///
    /// - Parameter cutShort: called instead of returning when a failure must end the test on the spot
    ///   (`continueAfterFailure = false`).
    package func run(cutShort: @escaping (Outcome) -> Never) -> Outcome {
        before()
        let graded = make(name)
        graded.body = body
        graded.cutShort = { [unowned graded] in cutShort(graded.outcome) }
        graded.run()
        after()
        return graded.outcome
    }
}

extension GradedCase {
    fileprivate var outcome: GradedTest.Outcome {
        GradedTest.Outcome(failures: failures.all, scenarios: scenarios.all)
    }
}
