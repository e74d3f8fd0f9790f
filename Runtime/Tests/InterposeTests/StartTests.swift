import Foundation
import Testing

@Suite("How an exploration is asked for")
struct StartTests {
    private func right(_ name: String = "mutex.c") throws -> URL {
        try Fixture.named(name).build(.right)
    }

    @Test("Without the variable the program says so and ends with 64")
    func withoutVariable() throws {
        let exploration = try Exploration(right(), nil)
        #expect(exploration.status == 64 && exploration.errors.contains("SIL_EXPLORE"))
    }

    @Test(
        "What is not understood is a fault, and 64",
        arguments: [
            "schedules=0", "schedules=1000001", "schedules=ten", "strategy=best", "strategy=replay",
            "seed=-1",
            "seed=18446744073709551616", "spurious=2", "leaks=2", "switching=none", "seconds=x", "colour=red",
            "word",
            "replay=5y",
        ])
    func wrongWords(words: String) throws {
        let exploration = try Exploration(right(), words)
        #expect(exploration.status == 64 && exploration.fault != nil, "\(exploration.lines)")
        #expect(exploration.end == nil)
    }

    @Test(
        "Each strategy runs and finds what is easy",
        arguments: [
            "mix", "pct", "pos", "leader-pct", "lockstep", "postponing", "random", "delay", "preemption",
        ])
    func strategies(name: String) throws {
        let program = try Fixture.named("lock-order.c").build(.wrong)
        let exploration = try Exploration(program, "strategy=\(name) schedules=2000")
        #expect(exploration.kinds == ["deadlock"], "\(exploration.lines)")
        #expect(exploration.lines.first?.contains("\"strategy\":\"\(name)\"") == true)
    }

    @Test("The budget is schedules; a time ends it too, and says so")
    func budgets() throws {
        let counted = try Exploration(right(), "schedules=7")
        #expect(counted.end?.schedules == 7 && counted.end?.ended == "budget")
        let timed = try Exploration(right(), "schedules=1000000 seconds=1")
        #expect(timed.end?.ended == "time")
    }

    @Test("Every schedule reads the same input, and what it prints goes nowhere but into a finding")
    func streams() throws {
        let program = try Fixture.named("streams.c").build(.wrong)
        let exploration = try Exploration(program, "schedules=20", input: Data("a line\n".utf8))
        let finding = try #require(exploration.first("assertion"), "\(exploration.lines)")
        #expect(finding.output == "a line\n" && finding.error.hasPrefix("told \u{FFFD}\n"))
        #expect(exploration.errors.isEmpty)
    }
}
