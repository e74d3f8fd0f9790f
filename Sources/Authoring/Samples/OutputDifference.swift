import Course

/// Where an output differs from what was expected: lines of both, the fewest that have to go or come.
struct OutputDifference: Sendable, Equatable {
    private enum Edit: Equatable {
        case same(String)
        /// Expected, and not there.
        case missing(String)
        /// There, and not expected.
        case extra(String)
    }

    /// The first expected line that is not met, from 1; one more than there are where only more came.
    let firstLine: Int
    private let edits: [Edit]

    /// Lines on either side that are compared at all: the table of the comparison has their product as its size.
    private static let linesMax = 400
    /// Lines of a difference that are shown, and characters of one.
    private static let shownMax = 24
    private static let charactersMax = 200

    init(_ expected: ExpectedOutput, _ output: String) {
        let wanted = Array(expected.lines.prefix(Self.linesMax))
        let got = ExpectedOutput.lines(of: output).prefix(Self.linesMax).map(String.init)
        edits = Self.edits(wanted, got)
        let met = edits.prefix { if case .same = $0 { true } else { false } }.count
        firstLine = min(met + 1, max(1, wanted.count))
    }

    /// The two lines where only one differs; holes stay as they were written.
    var onlyLine: (expected: String, actual: String)? {
        let changed = edits.filter { if case .same = $0 { false } else { true } }
        guard changed.count == 2, case .missing(let expected) = changed[0],
            case .extra(let actual) = changed[1]
        else { return nil }
        return (Self.cut(expected), Self.cut(actual))
    }

    /// `- ` before what was expected, `+ ` before what came, two blanks before a line that is in both; long stretches that
    /// are in both are left out.
    var lines: [String] {
        var lines: [String] = []
        for (index, edit) in edits.enumerated() {
            switch edit {
            case .missing(let line): lines.append("- " + line)
            case .extra(let line): lines.append("+ " + line)
            case .same(let line) where isNearChange(index): lines.append("  " + line)
            case .same: if lines.last != "  …" { lines.append("  …") }
            }
        }
        guard lines.count > Self.shownMax else { return lines.map(Self.cut) }
        return lines.prefix(Self.shownMax).map(Self.cut) + ["  … (\(lines.count - Self.shownMax)줄 더)"]
    }

    private static func cut(_ line: String) -> String {
        line.count > charactersMax ? line.prefix(charactersMax) + "…" : line
    }

    private func isNearChange(_ index: Int) -> Bool {
        let near = max(0, index - 1)...min(edits.count - 1, index + 1)
        return edits[near].contains { if case .same = $0 { false } else { true } }
    }

    /// By the longest common subsequence; a line with holes is equal to whatever it matches.
    private static func edits(_ wanted: [ExpectedOutput.Line], _ got: [String]) -> [Edit] {
        let printed = got.map(Array.init)
        let equal = wanted.map { line in printed.map { line.matches($0) } }
        // common[i][j]: how many lines the ends from i and j have in common.
        var common = Array(repeating: Array(repeating: 0, count: got.count + 1), count: wanted.count + 1)
        for i in wanted.indices.reversed() {
            for j in got.indices.reversed() {
                common[i][j] =
                    equal[i][j] ? common[i + 1][j + 1] + 1 : max(common[i + 1][j], common[i][j + 1])
            }
        }
        var edits: [Edit] = []
        var (i, j) = (0, 0)
        while i < wanted.count || j < got.count {
            if i < wanted.count, j < got.count, equal[i][j] {
                edits.append(.same(got[j]))
                (i, j) = (i + 1, j + 1)
            } else if i < wanted.count, j == got.count || common[i + 1][j] >= common[i][j + 1] {
                edits.append(.missing(wanted[i].text))
                i += 1
            } else {
                edits.append(.extra(got[j]))
                j += 1
            }
        }
        return edits
    }
}
