import Text
public import Verdicts

/// A finding as a chapter shows it under an explored program: its kind, then who waits for whom and the steps as the
/// terminal shows them, without colour. The program itself stands above it, so its lines are not repeated.
public enum FindingText {
    /// Cells of the terminal that it is written for.
    public static let width = 80

    /// What stands there of a program in which nothing is found.
    public static let nothing = "문제를 찾지 못함"

    /// What a person calls each kind, by the word that a chapter writes.
    public static let words: [String: String] = Dictionary(
        uniqueKeysWithValues: Finding.Kind.allCases.map {
            ($0.rawValue, Finding(kind: $0, schedule: 0).word)
        })

    /// - Returns: lines without a line end, none with blanks at its end.
    public static func lines(of finding: Finding) -> [String] {
        let waiting = WaitingList(finding: finding).lines(width: width).map(\.text)
        // What is left out of the story is no part of it: how much that is changes with the explorer, not the program.
        let steps = StepTable(Story(of: finding), of: finding)
        let room = width - StepTable.indent
        let table = steps.story.lines.isEmpty ? [] : steps.table(in: room).lines(width: room).map(\.text)
        let parts = [[finding.kind.rawValue], flushLeft(waiting), flushLeft(table)].filter { !$0.isEmpty }
        let lines = parts.dropFirst(2).reduce(parts.prefix(2).flatMap { $0 }) { $0 + [""] + $1 }
        return lines.map(trimmed)
    }

    /// What a search says in which nothing was found.
    ///
    /// - Parameter schedules: all there are, or nil where the search did not see them all.
    public static func lines(ofNothingIn schedules: Int?) -> [String] {
        [nothing] + (schedules.map { ["가능한 실행 순서 \(Figures.count($0))개를 모두 봄"] } ?? [])
    }

    /// Without the blanks that all lines begin with.
    private static func flushLeft(_ lines: [String]) -> [String] {
        let margin = lines.filter { !$0.isEmpty }.map { $0.prefix { $0 == " " }.count }.min() ?? 0
        return lines.map { String($0.dropFirst(margin)) }
    }

    private static func trimmed(_ line: String) -> String {
        String(line[..<(line.lastIndex { $0 != " " }.map(line.index(after:)) ?? line.startIndex)])
    }
}
