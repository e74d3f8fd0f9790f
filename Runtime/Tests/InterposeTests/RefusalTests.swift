import Testing

@Suite("What is not taken over is said, and ends the search")
struct RefusalTests {
    static let fixtures = Fixture.all.filter(\.isRefused)

    @Test("The call is named, with its line", arguments: fixtures, ["user", "futex"])
    func refused(fixture: Fixture, switching: String) throws {
        let exploration = try Exploration(
            fixture.build(.right), "schedules=50 switching=\(switching)")
        let finding = try #require(exploration.first("uncontrolled"), "\(exploration.lines)")
        #expect(finding.call == fixture.expected)
        #expect(finding.steps.last?.pc != nil)
        #expect(exploration.end?.ended == "finding")
        #expect(exploration.findings.count == 1)
    }
}
