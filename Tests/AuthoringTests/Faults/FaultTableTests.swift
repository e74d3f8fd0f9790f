import Course
import Foundation
import Testing

@testable import Authoring

/// The rows of Docs/authoring-faults.md, each made true: its fault is put into a course that has none, the course is
/// checked as `sil author check` does it, and place, message and advice are compared with the row.
@Suite("Deliberate faults", .serialized)
struct FaultTableTests {
    /// One name for this run: what the courses have in common is compiled and run once, and never before it.
    private static let tool = UUID().uuidString

    /// What is told of a course; by reading alone nothing is compiled or run.
    private func told(of fixture: FixtureCourse, by effort: DeliberateFault.Effort) async throws -> [Fault] {
        guard effort == .reading else {
            let report = try await check(fixture, measuresTests: effort == .measuring)
            return report.faults + report.notices
        }
        return try await fixture.withFolder { root in
            do {
                return CourseCheck.textFaults(of: try Course(at: root))
            } catch CourseError.faults(let faults) {
                return CourseCheck.report(onUnreadable: faults).faults
            }
        }
    }

    private func check(_ fixture: FixtureCourse, measuresTests: Bool = false) async throws -> CheckReport {
        try await fixture.withFolder { root in
            try await CourseCheck(
                Course(at: root), instruments: Bench.instruments.get(), tool: Self.tool, jobs: 2,
                writing: Bench.writing, searchPath: fixture.searchPath, measuresTests: measuresTests
            ).report()
        }
    }

    @Test("A course without a fault passes; that spelling was not looked at is told")
    func sound() async throws {
        let report = try await check(.sound, measuresTests: true)
        #expect(report.faults == [])
        #expect(report.notices.map(\.rule) == ["spelling-unchecked"])
        let tally = report.tally
        #expect(tally.chapters == 2 && tally.samples == 1 && tally.exercises == 1)
        #expect(tally.solutions == 2 && tally.mutants == 3 && tally.mutations > 0)
    }

    @Test("A fault is found where the table says, in its words", arguments: DeliberateFault.all)
    func found(fault: DeliberateFault) async throws {
        var fixture = FixtureCourse.sound
        fault.spoil(&fixture)
        let told = try await told(of: fixture, by: fault.effort)
        let found = try #require(
            told.first { $0.rule == fault.rule },
            "only: \(told.map { "\($0.rule) \($0.file) \($0.message)" })")
        let row = FaultRow(fault, found)
        try Self.record(row, of: fault)
        #expect(try FaultTable.row(of: fault) == row)
    }

    @Test("The whole check tells all that reading finds")
    func reading() async throws {
        var fixture = FixtureCourse.sound
        for rule in ["tab", "heading-order", "broken-image", "term-forbidden", "few-solutions", "circle"] {
            try #require(DeliberateFault.all.first { $0.rule == rule }).spoil(&fixture)
        }
        let read = try await told(of: fixture, by: .reading)
        let report = try await check(fixture)
        #expect(read.count >= 6)
        #expect(Set(read).subtracting(report.faults + report.notices) == [])
    }

    @Test("The table has a row for each fault, and a fault for each row")
    func table() throws {
        let rows = try FaultTable.rows().map { "\($0.rule): \($0.change)" }
        #expect(rows.sorted() == DeliberateFault.all.map(\.testDescription).sorted())
        #expect(Set(DeliberateFault.all.map(\.rule)).count >= 40)
    }

    @Test("Every rule that the sources name has a fault")
    func rules() throws {
        let made = Set(DeliberateFault.all.map(\.rule)).union(RuleNames.untried.keys)
        #expect(try RuleNames.inSources().subtracting(made) == [])
        #expect(RuleNames.untried.keys.allSatisfy { !DeliberateFault.all.map(\.rule).contains($0) })
    }

    /// Writes the row where the table is made anew.
    private static func record(_ row: FaultRow, of fault: DeliberateFault) throws {
        guard let folder = ProcessInfo.processInfo.environment["SIL_FAULT_ROWS"] else { return }
        let index = DeliberateFault.all.firstIndex { $0.testDescription == fault.testDescription } ?? 0
        try Data("\(row)\n".utf8).write(to: URL(filePath: "\(folder)/\(1_000 + index)"))
    }
}
