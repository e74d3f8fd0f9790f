import Testing

@Suite("The same seed tells the same")
struct DeterminismTests {
    @Test(
        "A hundred explorations of C, and twenty of Swift, do not differ in a byte",
        arguments: [
            ("condition.c", 100), ("once.c", 100), ("swift-determinism.swift", 20), ("swift-main.swift", 20),
        ])
    func same(name: String, repetitions: Int) throws {
        let program = try Fixture.named(name).build(.wrong)
        let first = try Exploration(program, "schedules=100 seed=11")
        #expect(!first.findings.isEmpty)
        for _ in 1..<repetitions {
            let next = try Exploration(program, "schedules=100 seed=11")
            #expect(next.lines == first.lines)
        }
    }

    @Test("A way to hand over the right to run changes nothing")
    func switching() throws {
        let program = try Fixture.named("ns-lock.swift").build(.wrong)
        let user = try Exploration(program, "schedules=100 switching=user")
        let futex = try Exploration(program, "schedules=100 switching=futex")
        #expect(user.lines.first != futex.lines.first)
        // Threads lie at other addresses, so that values which are addresses differ.
        func told(_ exploration: Exploration) -> [String] {
            exploration.findings.map { finding in
                "\(finding.kind) \(finding.choices) \(finding.objects) "
                    + finding.steps.map { "\($0.thread) \($0.action) \($0.object ?? -1) \($0.pc ?? "")" }
                    .joined(separator: "\n")
            }
        }
        #expect(told(user) == told(futex))
    }

    @Test("Another seed is another search")
    func seeds() throws {
        let program = try Fixture.named("spurious.c").build(.wrong)
        let found = try (1...4).map { try Exploration(program, "seed=\($0)").findings.last?.schedule }
        #expect(Set(found).count > 1)
    }
}
