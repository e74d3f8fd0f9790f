import Testing

/// The explorer against the collection: every bug by its kind, and no alarm on what is correct.
///
/// Cases run side by side, one for each core: an exploration uses one.
@Suite("The explorer and the collection")
struct ExplorerTests {
    @Test("A bug is found within 10,000 schedules, as what it is", arguments: Pair.all)
    func finds(pair: Pair) throws {
        // A search that finds a race and nothing else uses up all it is given, and most of its schedules show it.
        let schedules = pair.row.finds == "data_race" ? 1_000 : 10_000
        let outcome = try Exploration.of(.bad, in: pair, schedules: schedules, seed: 1)
        var kinds = outcome.exploration.kinds
        // A race does not end the search: it may stand beside what it leads to.
        if pair.row.finds != "data_race" { kinds.remove("data_race") }
        #expect(kinds == [pair.row.finds], "\(pair.row.bug)\n\(outcome.document)")
    }

    @Test("Nothing is found in a correct program", arguments: Pair.all, [1, 2, 3])
    func keepsQuiet(pair: Pair, seed: Int) throws {
        let outcome = try Exploration.of(.good, in: pair, schedules: 300, seed: seed)
        #expect(outcome.exploration.findings.isEmpty, "\(outcome.document)")
        #expect(outcome.exploration.schedules == 300 || outcome.exploration.exhausted)
    }
}
