import Verdicts

/// Puts what the explorer found in one image into words.
struct Storyteller: Sendable {
    let symbolizer: Symbolizer
    /// The learner's lines by file name.
    let lines: [String: [Substring]]
    /// Where a step stands of which nothing better is known; nil where that is no line of the learner's.
    let home: Finding.Place?

    /// The findings of several searches, of each at most one for each kind and place. The image is asked once.
    func findings(in searches: [[FindingRecord]]) async throws -> [[Finding]] {
        let offsets = searches.joined().map(Telling.offsets)
        let symbols = try await symbolizer.symbols(
            code: offsets.reduce(into: []) { $0.formUnion($1.code) },
            data: offsets.reduce(into: []) { $0.formUnion($1.data) })
        return searches.map { records in
            var seen: [Exploration.Identity: Int] = [:]
            return records.reduce(into: []) { findings, record in
                let telling = Telling(record, symbols: symbols, lines: lines, home: home)
                guard let finding = telling.finding else { return }
                guard let known = seen[Exploration.Identity(of: finding)] else {
                    seen[Exploration.Identity(of: finding)] = findings.count
                    findings.append(finding)
                    return
                }
                // Each was counted for itself: in how many orders one or the other comes about is not known.
                findings[known].orders = nil
            }
        }
    }
}
