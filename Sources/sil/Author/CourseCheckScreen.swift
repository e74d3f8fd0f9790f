import Authoring
import Reporting
import Text

/// `sil author check`: each fault as a place, a reason and what to do; the counts below.
struct CourseCheckScreen: Screen {
    private let report: CheckReport

    init(_ report: CheckReport) { self.report = report }

    var json: JSON {
        let tally = report.tally
        return [
            "schema": 1, "faults": .array(report.faults.map(Self.json)),
            "notices": .array(report.notices.map(Self.json)),
            "checked": [
                "chapters": number(tally.chapters), "samples": number(tally.samples),
                "exercises": number(tally.exercises), "solutions": number(tally.solutions),
                "runs": number(tally.runs), "mutants": number(tally.mutants),
                "mutations": number(tally.mutations), "mutations_caught": number(tally.mutationsCaught),
            ],
            "work": ["made": number(report.made), "reused": number(report.reused)],
            "seconds": .number((report.seconds * 1000).rounded() / 1000),
        ]
    }

    private static func json(_ fault: Fault) -> JSON {
        [
            "file": .string(fault.file), "line": fault.line.map { .number(Double($0)) } ?? .null,
            "column": fault.column.map { .number(Double($0)) } ?? .null, "rule": .string(fault.rule),
            "message": .string(fault.message), "fix": .string(fault.fix),
        ]
    }

    private func number(_ value: Int) -> JSON { .number(Double(value)) }

    // MARK: Screen

    func lines(width: Int) -> [StyledLine] {
        var lines: [StyledLine] = []
        var group: String?
        for fault in report.faults + report.notices {
            let owner = Self.group(of: fault.file)
            if owner != group {
                lines.append(StyledLine(owner, .bold))
                group = owner
            }
            lines += self.lines(for: fault, in: owner, width: width)
        }
        if !lines.isEmpty { lines.append(StyledLine()) }
        return lines + summary(width: width)
    }

    /// `Exercises/hit-counter` for everything of that exercise; else the file.
    private static func group(of file: String) -> String {
        let parts = file.split(separator: "/")
        return parts.first == "Exercises" && parts.count > 2 ? parts.prefix(2).joined(separator: "/") : file
    }

    private func lines(for fault: Fault, in owner: String, width: Int) -> [StyledLine] {
        let file = fault.file == owner ? "" : String(fault.file.dropFirst(owner.count + 1))
        let numbers = [fault.line, fault.line == nil ? nil : fault.column].compactMap(\.self)
        let place = file + numbers.map { ":\($0)" }.joined()
        let words = fault.message.split(separator: "\n").map(String.init)
        let isNotice = fault.gravity == .notice
        var first = StyledLine("  ") + StyledLine(place, .color(isNotice ? .yellow : .red))
        if !place.isEmpty { first += "   " }
        if isNotice { first += StyledLine("알림  ", .dim) }
        first += StyledLine(words.first ?? fault.rule)
        var lines = Self.wrapped(first, to: width, indent: 6)
        for evidence in words.dropFirst() {
            lines += Self.wrapped(StyledLine("       ") + StyledLine(evidence, .dim), to: width, indent: 9)
        }
        return lines
            + Self.wrapped(
                StyledLine("     할 일  ", .dim) + StyledLine(fault.fix), to: width, indent: 12)
    }

    private static func wrapped(_ line: StyledLine, to width: Int, indent: Int) -> [StyledLine] {
        guard line.cells > width else { return [line] }
        let all = line.wrapped(to: width)
        let margin = StyledLine(String(repeating: " ", count: indent))
        let rest = all.dropFirst().reduce(StyledLine()) { $0.isEmpty ? $1 : $0 + " " + $1 }
        return [all[0]] + rest.wrapped(to: max(20, width - indent)).map { margin + $0 }
    }

    private func summary(width: Int) -> [StyledLine] {
        let tally = report.tally
        let counts = [
            tally.chapters > 0 ? "장 \(tally.chapters)" : nil,
            tally.samples > 0 ? "예제 \(tally.samples)" : nil,
            tally.exercises > 0 ? "연습 \(tally.exercises)" : nil,
            tally.solutions > 0 ? "풀이 \(tally.solutions) × \(tally.runs)번" : nil,
            tally.mutants > 0 ? "오답 \(tally.mutants)" : nil,
        ].compactMap(\.self)
        var lines: [StyledLine] = counts.isEmpty ? [] : [StyledLine(" " + counts.joined(separator: " · "))]
        if tally.mutations > 0 {
            let share = tally.mutationsCaught * 100 / tally.mutations
            lines.append(StyledLine(" 변이 \(tally.mutations)개 가운데 \(tally.mutationsCaught)개를 잡음 (\(share) %)"))
        }
        let found =
            report.faults.isEmpty
            ? StyledLine(" 고칠 곳 없음", .color(.green))
            : StyledLine(" 고칠 곳 \(report.faults.count)개", .color(.red))
        let notices = report.notices.isEmpty ? "" : " · 알림 \(report.notices.count)개"
        let all = report.made + report.reused
        let share = all > 0 ? " (그대로 쓴 것 \(report.reused * 100 / all) %)" : ""
        let time = StyledLine(
            (report.seconds < 10 ? "\(Double(Int(report.seconds * 10)) / 10)" : "\(Int(report.seconds))")
                + "초" + share)
        let left = found + StyledLine(notices)
        let gap = max(1, width - left.cells - time.cells)
        lines.append(left + StyledLine(String(repeating: " ", count: gap)) + time)
        return lines
    }
}
