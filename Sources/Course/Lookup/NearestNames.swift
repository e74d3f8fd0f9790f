/// Names that someone may have meant: near by edit distance, or holding what was typed.
package enum NearestNames {
    /// At most three, the nearest first.
    package static func of(_ typed: String, among names: [String]) -> [String] {
        let wanted = Array(typed.lowercased().prefix(80))
        guard !wanted.isEmpty else { return [] }
        let allowed = max(1, wanted.count / 3)
        let near = names.compactMap { name -> (distance: Int, name: String)? in
            let candidate = Array(name.lowercased().prefix(80))
            if abs(candidate.count - wanted.count) <= allowed {
                let distance = distance(wanted, candidate)
                // A distance as long as the word itself means that nothing of it is left.
                if distance <= allowed, distance < min(wanted.count, candidate.count) {
                    return (distance, name)
                }
            }
            guard wanted.count >= 3, contains(candidate, wanted) else { return nil }
            return (allowed + 1, name)
        }
        return near.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.prefix(3).map(\.name)
    }

    /// Insertions, deletions, replacements and swaps of neighbours that turn one into the other.
    static func distance(_ first: [Character], _ second: [Character]) -> Int {
        guard !first.isEmpty, !second.isEmpty else { return max(first.count, second.count) }
        var beforeLast = [Int](repeating: 0, count: second.count + 1)
        var last = Array(0...second.count)
        for row in 1...first.count {
            var current = [row] + [Int](repeating: 0, count: second.count)
            for column in 1...second.count {
                let same = first[row - 1] == second[column - 1]
                current[column] = min(
                    last[column] + 1, current[column - 1] + 1, last[column - 1] + (same ? 0 : 1))
                if row > 1, column > 1, first[row - 1] == second[column - 2],
                    first[row - 2] == second[column - 1]
                {
                    current[column] = min(current[column], beforeLast[column - 2] + 1)
                }
            }
            (beforeLast, last) = (last, current)
        }
        return last[second.count]
    }

    private static func contains(_ text: [Character], _ part: [Character]) -> Bool {
        guard part.count <= text.count else { return false }
        return (0...(text.count - part.count)).contains { text[$0..<($0 + part.count)].elementsEqual(part) }
    }
}
