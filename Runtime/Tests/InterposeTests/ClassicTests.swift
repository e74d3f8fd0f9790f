import Testing

@Suite("Classic mistakes, with two to a hundred and one threads")
struct ClassicTests {
    @Test(
        "The mistake is found within the usual budget, by what it does", arguments: Fixture.classics, [1, 2])
    func wrong(fixture: Fixture, seed: Int) throws {
        let exploration = try Exploration(fixture.build(.wrong), "seed=\(seed)")
        #expect(exploration.kinds.contains(fixture.expected), "\(exploration.lines)")
        #expect(exploration.kinds.isSubset(of: [fixture.expected, "data_race"]))
    }

    @Test("The right program shows nothing", arguments: Fixture.classics)
    func right(fixture: Fixture) throws {
        let exploration = try Exploration(fixture.build(.right), "schedules=300")
        #expect(exploration.kinds.isEmpty, "\(exploration.lines)")
        #expect(exploration.end?.schedules == 300 && exploration.end?.limited == 0)
    }

    @Test("There are some")
    func complete() { #expect(Fixture.classics.count >= 16) }
}
