import Text

/// How long the lines of a page have been before a reader, and so which sections were read.
///
/// Time goes to the lines on the screen from the top, each as long as reading it takes somebody fast; then to the next.
/// What is scrolled past in a blink gets none, and what was never on the screen is not read however long one waits.
public struct ReadingPace: Sendable, Equatable {
    /// Faster than nearly everybody: 1,200 syllables a minute. Adults read Korean prose at 500 to 800.
    public static let cellsPerSecond = 40
    /// Of one step of time no more counts: what is longer is a machine that slept or a process that was stopped.
    public static let stepMS = 1_000

    private struct Line: Sendable, Equatable {
        var section: Int?
        var source: Int?
        var owedMS: Int
        var costMS: Int
    }

    private var lines: [Line] = []
    private var isRead: [Int: Bool] = [:]

    public init(_ lines: [PageLine] = []) { layOut(lines) }

    /// Takes the same page at another width: what was read of a block is kept.
    public mutating func layOut(_ page: [PageLine]) {
        var paid: [Int: Int] = [:]
        for line in lines { line.source.map { paid[$0, default: 0] += line.costMS - line.owedMS } }
        lines = page.map { line in
            // What came of a program or a quiz is no part of the section.
            let isOwn = line.live?.part != .answer && line.live?.part != .prompt
            let cells =
                !isOwn ? 0 : line.content.text.reduce(0) { $0 + ($1.isLetter || $1.isNumber ? $1.cells : 0) }
            let cost = cells * 1_000 / Self.cellsPerSecond
            guard let source = line.source, let credit = paid[source] else {
                return Line(section: line.section, source: line.source, owedMS: cost, costMS: cost)
            }
            let used = min(credit, cost)
            paid[source] = credit - used
            return Line(section: line.section, source: source, owedMS: cost - used, costMS: cost)
        }
    }

    /// Milliseconds that reading the whole page takes at this pace.
    public var costMS: Int { lines.reduce(0) { $0 + $1.costMS } }

    /// Lets time pass while some of the lines are on the screen.
    ///
    /// - Returns: Indices of the sections that are read now and were not before.
    public mutating func pass(_ milliseconds: Int, over visible: Range<Int>) -> [Int] {
        var rest = min(milliseconds, Self.stepMS)
        var touched: [Int] = []
        for index in visible.clamped(to: 0..<lines.count) where rest > 0 {
            let spent = min(rest, lines[index].owedMS)
            lines[index].owedMS -= spent
            rest -= spent
            if let section = lines[index].section, touched.last != section { touched.append(section) }
        }
        return touched.filter { section in
            guard isRead[section] != true, !lines.contains(where: { $0.section == section && $0.owedMS > 0 })
            else { return false }
            isRead[section] = true
            return true
        }
    }
}
