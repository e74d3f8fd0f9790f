import Foundation
import Testing

/// What is told of a bug, against what a search with few preemptions says could be told.
@Suite("The explorer shortens what it finds")
struct ShorteningTests {
    /// All with SIL_TEST_LONG=1; else one of each kind of trouble, in either language.
    private static let pairs: [Pair] = {
        let isLong = ProcessInfo.processInfo.environment["SIL_TEST_LONG"] == "1"
        let sample = [
            "atomicity/withdraw-check-then-act", "c/ring-of-ten", "c/static-buffer",
            "condition/signal-outside-lock", "condition/timeout-taken-for-signal", "deadlock/philosophers",
            "lifetime/mutex-destroyed-in-use", "livelock/ticket-left-unserved",
        ]
        return Pair.all.filter { $0.row.finds != "data_race" && (isLong || sample.contains($0.name)) }
    }()

    /// A search with up to two preemptions that does not come to its end says nothing.
    private static let boundedSchedules = 20_000

    @Test("At most two interruptions wherever two suffice, and a minimum is one", arguments: pairs)
    func shortens(pair: Pair) throws {
        let outcome = try Exploration.of(.bad, in: pair, schedules: 10_000, seed: 1)
        let found = try #require(outcome.exploration.findings.first { $0.kind == pair.row.finds })
        guard found.preemptions > 2 || found.minimum == true else { return }
        let bounded = try Exploration.of(
            .bad, in: pair, schedules: Self.boundedSchedules, seed: 1, strategy: "preemption")
        guard let best = bounded.exploration.findings.first(where: { $0.kind == found.kind }) else {
            // Nothing with two or fewer: then no such thing may be claimed of what was told.
            #expect(!(found.minimum == true && found.interruptions <= 2 && bounded.exploration.exhausted))
            return
        }
        #expect(found.preemptions <= 2, "two suffice: \(best.preemptions)\n\(outcome.document)")
        if found.minimum == true { #expect(found.interruptions <= best.interruptions) }
    }
}
