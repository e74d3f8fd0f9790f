import Foundation

/// Costs of several contenders over the same rounds, and how they compare.
struct Table {
    struct Row {
        var name: String
        var costs: [Command.Cost] = []

        var wall: [Double] { costs.map(\.wall).sorted() }
        var cpu: [Double] { costs.map(\.cpu).sorted() }
    }

    var rows: [Row]

    /// Medians with their span, and each row's ratio to every row named in `baselines`.
    func text(against baselines: [String]) -> String {
        let width = (rows.map(\.name.count).max() ?? 0) + 2
        let bases = baselines.compactMap { name in rows.first { $0.name == name } }
        var head = pad("", width) + pad("wall s (min–max)", 24) + pad("CPU s", 9)
        for base in bases { head += pad("× \(base.name) wall", 20) + pad("CPU", 8) }
        let lines = rows.map { row in
            let wall = row.wall
            let span = "\(figure(median(wall))) (\(figure(wall.first ?? 0))–\(figure(wall.last ?? 0)))"
            var line = pad(row.name, width) + pad(span, 24) + pad(figure(median(row.cpu)), 9)
            for base in bases {
                line +=
                    pad(ratio(median(wall), median(base.wall)), 20)
                    + pad(ratio(median(row.cpu), median(base.cpu)), 8)
            }
            return line
        }
        return ([head] + lines).map { $0.replacing(#/ +$/#, with: "") }.joined(separator: "\n")
    }

    private func median(_ sorted: [Double]) -> Double {
        guard !sorted.isEmpty else { return .nan }
        let middle = sorted.count / 2
        return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
    }

    private func figure(_ value: Double) -> String { String(format: "%.3f", value) }
    private func ratio(_ a: Double, _ b: Double) -> String { String(format: "%.2f", a / b) }
    private func pad(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }
}
