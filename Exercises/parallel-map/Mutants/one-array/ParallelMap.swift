import ServerKit

private final class Results: @unchecked Sendable {
    var values: [Int]

    init(count: Int) {
        values = Array(repeating: 0, count: count)
    }
}

func parallelMap(
    _ items: [Int], threads: Int, _ transform: @escaping @Sendable (Int) -> Int
) throws -> [Int] {
    let results = Results(count: items.count)
    let running = try (0..<threads).map { thread in
        try startThread {
            for i in stride(from: thread, to: items.count, by: threads) {
                results.values[i] = transform(items[i])
            }
        }
    }
    running.forEach { $0.join() }
    return results.values
}
