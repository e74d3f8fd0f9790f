import Foundation

@testable import Authoring

/// One row of the table in Docs/authoring-faults.md: what was done, and what must be said of it.
struct FaultRow: Equatable, CustomStringConvertible {
    var rule: String
    /// What was done to a course without a fault, in words.
    var change: String
    /// `Lessons/01-sum.md:3:1`
    var place: String
    /// Of the message, its first line: the others are evidence.
    var message: String
    var fix: String

    init(_ fault: DeliberateFault, _ found: Fault) {
        rule = found.rule
        change = fault.change
        place = ([found.file] + [found.line, found.column].compactMap { $0.map(String.init) })
            .joined(separator: ":")
        // How often a test fails by luck is luck, and which of two notices a mutant first.
        message = (found.message.split(separator: "\n").first.map(String.init) ?? "")
            .replacing(#/[0-9]+번 떨어짐/#, with: "{수}번 떨어짐")
            .replacing(#/[A-Za-z]+\.test[A-Za-z]+ 시험이/#, with: "{…} 시험이")
        fix = found.fix
    }

    /// nil for a line that is no row.
    init?(line: some StringProtocol) {
        guard line.hasPrefix("| `"), line.hasSuffix(" |") else { return nil }
        let bar = "\u{0}"
        let inner = String(line.dropFirst(2).dropLast(2))
        let cells = inner.replacing("\\|", with: bar).components(separatedBy: " | ")
            .map { $0.replacing(bar, with: "|") }
        guard cells.count == 5 else { return nil }
        rule = cells[0].filter { $0 != "`" }
        (change, place, message, fix) = (cells[1], cells[2], cells[3], cells[4])
    }

    var description: String {
        let cells = ["`\(rule)`", change, place, message, fix]
        return "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
    }
}

/// Docs/authoring-faults.md.
enum FaultTable {
    static let page = Bench.root.appending(path: "Docs/authoring-faults.md")

    static func rows() throws -> [FaultRow] {
        try String(contentsOf: page, encoding: .utf8).split(separator: "\n").compactMap(FaultRow.init(line:))
    }

    /// The row of a fault that is put into the course; nil when the page has none.
    static func row(of fault: DeliberateFault) throws -> FaultRow? {
        try rows().first { $0.rule == fault.rule && $0.change == fault.change }
    }
}
