public import ServerKit

/// What was measured, as a chart for the learner's card: a line for each, as a multiple of the first, with its spread.
///
/// Print it in a test of an exercise of kind `performance`: the card shows it also where the test has passed. It is for
/// reading; a verdict never hangs on a time.
///
/// ```text
/// 스레드          █                              1.0배 (0.9–1.4)
/// fork            ████████                      14.2배 (13.0–17.9)
/// ```
///
/// - Parameters:
///   - rows: a name and what was measured for it, in whatever unit, all more than 0.
///   - isTrusted: whether the processors were the learner's own meanwhile, as ``coresAreFree(_:wallSeconds:)`` says. If
///     not, one line says so and nothing else: a wrong figure is worse than none.
public func ratioChart(_ rows: [(name: String, measured: Estimate)], isTrusted: Bool) -> String {
    guard isTrusted else { return "측정 불가: 재는 동안 다른 일이 코어를 나눠 썼음. 한가할 때 다시 하세요." }
    guard let unit = rows.first?.measured.median, unit > 0 else { return "측정 불가: 잰 것이 없음" }
    let largest = rows.map(\.measured.median).max() ?? unit
    let nameCells = rows.map { cells(of: $0.name) }.max() ?? 0
    let figures = rows.map { inTenths($0.measured.median / unit) + "배" }
    let figureCells = figures.map(cells).max() ?? 0
    return zip(rows, figures).map { row, figure in
        let filled = max(1, Int((row.measured.median / largest * Double(barCells)).rounded()))
        let bar = String(repeating: "█", count: filled)
        let spread = "(\(inTenths(row.measured.smallest / unit))–\(inTenths(row.measured.largest / unit)))"
        let gap = String(repeating: " ", count: figureCells - cells(of: figure))
        return "\(padded(row.name, to: nameCells))  \(padded(bar, to: barCells))  \(gap)\(figure) \(spread)"
    }.joined(separator: "\n")
}

private let barCells = 30

/// One digit behind the point; 1,000 and more cannot matter here.
private func inTenths(_ ratio: Double) -> String {
    guard ratio.isFinite, ratio < 1e9 else { return "?" }
    let tenths = Int((ratio * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
}

/// Hangul takes two cells of a terminal, all else in a name or a bar one.
private func cells(of text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + ((0xAC00...0xD7A3).contains($1.value) ? 2 : 1) }
}

private func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - cells(of: text)))
}
