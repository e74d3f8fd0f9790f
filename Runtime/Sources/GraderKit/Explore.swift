/// Runs a body in every order that its threads can take, or in many of them where there are too many.
///
/// The threads that the body makes (`Thread`, pthreads) run one at a time, and which one goes on at each access of the
/// learner's code, each lock and each wait is chosen; every choice is tried. The body is run thousands of times: it makes
/// what it needs itself, and finds the learner's global variables as the test's process did when it began.
///
/// A failed assertion in the body, a thrown error, a trap, a data race, a deadlock and their like fail the test. The test goes on
/// behind it; what the body did to memory is not to be seen there.
///
/// ```swift
/// func testTwoThreads() {
///     explore("두 스레드가 한 번씩 올리면 2가 됨") {
///         let counter = Counter()
///         inParallel(2) { counter.increment() }
///         XCTAssertEqual(counter.value, 2)
///     }
/// }
/// ```
///
/// - Parameters:
///   - title: what holds, as the learner is to read it.
///   - body: the scenario. It must end by itself and do the same whenever its threads run in the same order.
public func explore(_ title: String, _ body: () throws -> Void, line: UInt = #line) {
    guard let test = GradedCase.running else {
        preconditionFailure("explore is called outside a test: \(title)")
    }
    test.explore(title, body, line: Int(line))
}

extension GradedCase {
    func explore(_ title: String, _ body: () throws -> Void, line: Int) {
        guard let explorer = Explorer.current else {
            return fail("explore: this exercise is not of kind explore", line: line)
        }
        guard !explorer.isRunning() else {
            return fail("explore: called inside a scenario", line: line)
        }
        let replayed = Explorer.replayed
        // Elsewhere nothing is to be found out: the body is run in other processes, so that the test misses nothing.
        guard replayed == nil || replayed?.scenario == title.cut(toBytes: ExploredScenario.titleBytesMax)
        else {
            return
        }
        do {
            let exploration = try explorer.run({ attempt(body) }, replayed?.choices, explorer.budget.next)
            Explorer.current?.budget.spend(on: exploration)
            scenarios.add(ExploredScenario(title: title, line: line, exploration: exploration))
            tell(exploration, line: line)
        } catch {
            fail("explore: \(error)", line: line)
        }
    }

    /// A scenario with a finding is a failure of the test, whoever reads the findings.
    private func tell(_ exploration: Exploration, line: Int) {
        if let failure = exploration.failure {
            fail(failure.description, line: failure.line)
        } else if !exploration.findings.isEmpty || exploration.untold > 0 {
            fail("explored: \(exploration.findings.count + exploration.untold)", line: line)
        }
    }
}
