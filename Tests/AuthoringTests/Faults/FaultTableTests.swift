import Foundation
import Testing

@testable import Authoring

/// The faults of `Docs/authoring-faults.md`: each is put into a course without faults, and found with its message.
@Suite("Deliberate faults")
struct FaultTableTests {
    private static let page = Bench.root.appending(path: "Docs/authoring-faults.md")

    private func check(_ course: FixtureCourse) async throws -> CheckReport {
        try await course.withCourse { course in
            // One name for this run: what the faults have in common is compiled and run once.
            try await CourseCheck(
                course, instruments: Bench.instruments.get(), tool: Self.tool, jobs: 2, writing: Bench.writing,
                searchPath: ""
            ).report()
        }
    }

    private static let tool = UUID().uuidString

    @Test("A course without a fault passes")
    func sound() async throws {
        let report = try await check(.sound)
        #expect(report.faults == [])
        #expect(report.notices.map(\.rule) == ["spelling-unchecked"])
        #expect(report.tally.solutions == 2 && report.tally.mutants == 3 && report.tally.chapters == 2)
    }

    @Test("A fault in a text is found where it stands", arguments: DeliberateFault.ofTexts)
    func text(fault: DeliberateFault) async throws {
        var course = FixtureCourse.sound
        fault.spoil(&course)
        let faults = try await course.withCourse { CourseCheck.textFaults(of: $0) }
        try expect(fault, among: faults)
    }

    @Test("A fault of an exercise is found by trying it", arguments: DeliberateFault.ofTrials)
    func trial(fault: DeliberateFault) async throws {
        var course = FixtureCourse.sound
        fault.spoil(&course)
        try expect(fault, among: try await check(course).faults)
    }

    private func expect(_ fault: DeliberateFault, among faults: [Fault]) throws {
        let found = try #require(
            faults.first { $0.rule == fault.rule }, "found only: \(faults.map { "\($0.rule) \($0.message)" })")
        #expect(!found.fix.isEmpty && !found.file.isEmpty)
        let row = Self.row(fault, found)
        if let place = ProcessInfo.processInfo.environment["SIL_FAULT_ROWS"] {
            try Data((row + "\n").utf8).write(to: URL(filePath: "\(place)/\(Self.name(of: fault))"))
        }
        let table = try String(contentsOf: Self.page, encoding: .utf8)
        #expect(table.contains(row), "Docs/authoring-faults.md does not hold this row: \(row)")
    }

    private static func row(_ fault: DeliberateFault, _ found: Fault) -> String {
        let place = [found.file, found.line.map(String.init), found.column.map(String.init)]
        let message = found.message.split(separator: "\n").first.map(String.init) ?? ""
        let cells = [
            "`\(fault.rule)`", fault.what, place.compactMap(\.self).joined(separator: ":"), message, found.fix,
        ]
        return "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
    }

    private static func name(of fault: DeliberateFault) -> String {
        let all = DeliberateFault.ofTexts + DeliberateFault.ofTrials
        let index = all.firstIndex { $0.rule == fault.rule && $0.what == fault.what } ?? 0
        return String(1000 + index)
    }

    @Test("The table has a row for each fault, forty at least, and no other")
    func table() throws {
        let rows = try String(contentsOf: Self.page, encoding: .utf8).split(separator: "\n")
            .filter { $0.hasPrefix("| `") }
        let all = DeliberateFault.ofTexts + DeliberateFault.ofTrials
        #expect(all.count >= 40 && rows.count == all.count)
        for fault in all {
            #expect(rows.contains { $0.hasPrefix("| `\(fault.rule)` | \(fault.what) |") }, "\(fault)")
        }
    }
}
