import ServerKit
import Synchronization

private final class Results: Sendable {
    let values = Mutex<[Int]>([])
}

func parallelMap(
    _ items: [Int], threads: Int, _ transform: @escaping @Sendable (Int) -> Int
) throws -> [Int] {
    let results = Results()
    let running = try (0..<threads).map { thread in
        try startThread {
            for i in stride(from: thread, to: items.count, by: threads) {
                let value = transform(items[i])
                results.values.withLock { $0.append(value) }
            }
        }
    }
    running.forEach { $0.join() }
    return results.values.withLock { $0 }
}
