import Foundation
import Testing

@Suite("Each construct that is taken over")
struct ConstructTests {
    static let fixtures = Fixture.all.filter { !$0.isRefused }
    static let input = Data("a line\n".utf8)

    @Test("A right program shows nothing", arguments: fixtures, ["user", "futex"])
    func right(fixture: Fixture, switching: String) throws {
        let exploration = try Exploration(
            fixture.build(.right), "schedules=150 switching=\(switching)", input: Self.input)
        #expect(exploration.kinds.isEmpty, "\(exploration.lines)")
        #expect(exploration.end?.schedules == 150 && exploration.end?.limited == 0)
        #expect(exploration.status == 0 && exploration.errors.isEmpty)
    }

    @Test("Its mistake is found, and is what it is", arguments: fixtures, ["user", "futex"])
    func wrong(fixture: Fixture, switching: String) throws {
        let exploration = try Exploration(
            fixture.build(.wrong), "schedules=1000 switching=\(switching)", input: Self.input)
        #expect(exploration.kinds.contains(fixture.expected), "\(exploration.lines)")
        // A mistake may show itself as a race as well, but never as anything else.
        #expect(exploration.kinds.isSubset(of: [fixture.expected, "data_race"]))
        #expect(exploration.end?.limited == 0)
        #expect(exploration.status == 0)
    }

    @Test("There are programs for every construct")
    func complete() {
        #expect(Self.fixtures.count > 45)
    }
}
