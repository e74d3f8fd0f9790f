// uses: · mode 6 · -O
struct Heap<Element> {
    private var items: [Element] = []
    private let precedes: (Element, Element) -> Bool
    init(by precedes: @escaping (Element, Element) -> Bool) { self.precedes = precedes }
    var isEmpty: Bool { items.isEmpty }

    mutating func insert(_ item: Element) {
        items.append(item)
        var child = items.count - 1
        while child > 0, precedes(items[child], items[(child - 1) / 2]) {
            items.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    mutating func removeFirst() -> Element? {
        guard let first = items.first else { return nil }
        items[0] = items[items.count - 1]
        items.removeLast()
        var parent = 0
        while true {
            var best = parent
            for child in [parent * 2 + 1, parent * 2 + 2]
            where child < items.count && precedes(items[child], items[best]) {
                best = child
            }
            if best == parent { return first }
            items.swapAt(parent, best)
            parent = best
        }
    }
}

func shortest(_ graph: [[(to: Int, cost: Int)]], from start: Int) -> [Int?] {
    var costs = [Int?](repeating: nil, count: graph.count)
    var heap = Heap<(node: Int, cost: Int)> { $0.cost < $1.cost }
    heap.insert((start, 0))
    while let next = heap.removeFirst() {
        guard costs[next.node] == nil else { continue }
        costs[next.node] = next.cost
        for edge in graph[next.node] { heap.insert((edge.to, next.cost + edge.cost)) }
    }
    return costs
}
