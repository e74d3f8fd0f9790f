/// Names in an order in which what is required stands before what requires it; among free ones the given order
/// decides, then the alphabet.
struct RequirementOrder {
    private(set) var sorted: [String] = []
    /// The names that require themselves in the end, by name. In `sorted` they come last.
    private(set) var circular: [String] = []

    private let ranks: [String: Int]

    /// - Parameters:
    ///   - requirements: of each name; names that are no keys count as met.
    ///   - preferred: names in the order wanted where requirements leave the choice; the others come after them.
    init(_ requirements: [String: [String]], preferred: [String] = []) {
        ranks = Dictionary(
            preferred.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
        var open: [String: Set<String>] = [:]
        var dependents: [String: [String]] = [:]
        for (name, required) in requirements {
            let known = Set(required.filter { requirements[$0] != nil })
            open[name] = known
            for other in known { dependents[other, default: []].append(name) }
        }
        // Kept in falling order, so that the first is taken from the end.
        var free = open.filter { $0.value.isEmpty }.keys.sorted { precedes($1, $0) }
        while let name = free.popLast() {
            sorted.append(name)
            open[name] = nil
            for other in dependents[name] ?? [] {
                open[other]?.remove(name)
                if open[other]?.isEmpty == true { insert(other, into: &free) }
            }
        }
        sorted += open.keys.sorted(by: precedes)
        circular = RequirementOrder.circles(in: open)
    }

    private func precedes(_ name: String, _ other: String) -> Bool {
        (ranks[name] ?? .max, name) < (ranks[other] ?? .max, other)
    }

    private func insert(_ name: String, into falling: inout [String]) {
        var low = 0
        var high = falling.count
        while low < high {
            let middle = (low + high) / 2
            if precedes(name, falling[middle]) { low = middle + 1 } else { high = middle }
        }
        falling.insert(name, at: low)
    }

    /// What is left when names that nobody requires are taken away again and again.
    private static func circles(in open: [String: Set<String>]) -> [String] {
        var demand: [String: Int] = [:]
        for name in open.values.joined() { demand[name, default: 0] += 1 }
        var circles = open
        var ends = open.keys.filter { demand[$0] == nil }
        while let end = ends.popLast() {
            for name in circles.removeValue(forKey: end) ?? [] {
                demand[name, default: 0] -= 1
                if demand[name] == 0 { ends.append(name) }
            }
        }
        return circles.keys.sorted()
    }
}
