import Foundation

/// Measurements as tables of Markdown: by family, and program by program where another tool does better.
struct ExploreReport {
    private let measured: [Measurement]
    private let tools: [String]

    /// - Parameter tools: those to compare with, in the order of their columns.
    init(_ measured: [Measurement], seeds: Int, tools: [String]) {
        self.measured = measured.filter { $0.tool != "sil" || $0.shown.count == seeds }
        self.tools = tools
    }

    var text: String {
        var parts = [families]
        if !missed.isEmpty { parts.append("not in every seed:\n" + missed) }
        if !alarms.isEmpty { parts.append("alarms of sil:\n" + alarms) }
        if !tools.isEmpty {
            parts.append(
                "another tool needs fewer runs to show anything than the explorer schedules:\n" + wins)
        }
        return parts.joined(separator: "\n\n")
    }

    private func all(_ tool: String, _ twin: Interleaving.Twin) -> [Measurement] {
        measured.filter { $0.tool == tool && $0.twin == twin }
    }

    // MARK: By family

    private var families: String {
        let order = measured.map(\.family).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        var lines = [
            "| family | programs | sil: found | median | p90 | worst | alarms |"
                + tools.map { " \($0): shown | alarms | told apart |" }.joined(),
            "|---|" + String(repeating: "---|", count: 6 + 3 * tools.count),
        ]
        for family in order { lines.append(row(family) { $0.family == family }) }
        lines.append(row("all") { _ in true })
        return lines.joined(separator: "\n")
    }

    private func row(_ title: String, _ belongs: (Measurement) -> Bool) -> String {
        let bad = all("sil", .bad).filter(belongs)
        let schedules = bad.flatMap(\.shown).filter { $0 != -1 }.sorted()
        let searches = bad.reduce(0) { $0 + $1.shown.count }
        func quantile(_ part: Double) -> String {
            guard !schedules.isEmpty else { return "-" }
            return "\(schedules[min(schedules.count - 1, Int(part * Double(schedules.count)))])"
        }
        var cells = [
            title, "\(bad.count)", "\(schedules.count) of \(searches)", quantile(0.5), quantile(0.9),
            quantile(1), "\(all("sil", .good).filter(belongs).count { $0.isEverShown })",
        ]
        for tool in tools {
            let bad = all(tool, .bad).filter(belongs)
            let alarmed = Set(all(tool, .good).filter(belongs).filter(\.isShown).map(\.program))
            let shown = bad.filter(\.isShown)
            cells += [
                "\(shown.count) of \(bad.count)", "\(alarmed.count)",
                "\(shown.count { !alarmed.contains($0.program) })",
            ]
        }
        return "| " + cells.joined(separator: " | ") + " |"
    }

    // MARK: Program by program

    private var missed: String {
        all("sil", .bad).filter { !$0.isShown }
            .map { "- \($0.program): \($0.shown.count { $0 == -1 }) of \($0.shown.count) seeds" }
            .joined(separator: "\n")
    }

    private var alarms: String {
        all("sil", .good).filter(\.isEverShown)
            .map { "- \($0.program): \($0.kinds.joined(separator: "; "))" }.joined(separator: "\n")
    }

    /// Only where the tool keeps quiet on the correct twin: else it has said nothing.
    private var wins: String {
        var lines: [String] = []
        for tool in tools {
            let quiet = Set(all(tool, .good).filter { !$0.isShown }.map(\.program))
            for other in all(tool, .bad) where other.isShown && quiet.contains(other.program) {
                guard let own = all("sil", .bad).first(where: { $0.program == other.program }),
                    let run = other.shown.first
                else { continue }
                let median = own.shownAny.map { $0 == -1 ? Int.max : $0 }.sorted()[own.shown.count / 2]
                guard run < median else { continue }
                let cpu = other.cpu / max(own.cpu / Double(own.shown.count), 0.001)
                lines.append(
                    "- \(tool), \(other.program): run \(run), schedule \(median)"
                        + String(format: ", processor time %.1f times the explorer's", cpu))
            }
        }
        return lines.joined(separator: "\n")
    }
}
