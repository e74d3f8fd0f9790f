import ServerKit
import Synchronization

/// 다음 항목의 번호를 저마다 하나씩 뽑아 감. 오래 걸리는 항목이 있어도 일이 고르게 나뉨.
private final class Work: Sendable {
    let items: [Int]
    private let next = Atomic(0)
    let results: Mutex<[Int]>

    init(_ items: [Int]) {
        self.items = items
        results = Mutex(Array(repeating: 0, count: items.count))
    }

    func take() -> Int? {
        let number = next.add(1, ordering: .relaxed).oldValue
        return number < items.count ? number : nil
    }
}

func parallelMap(
    _ items: [Int], threads: Int, _ transform: @escaping @Sendable (Int) -> Int
) throws -> [Int] {
    let work = Work(items)
    let running = try (0..<threads).map { _ in
        try startThread {
            while let number = work.take() {
                let result = transform(work.items[number])
                work.results.withLock { $0[number] = result }
            }
        }
    }
    running.forEach { $0.join() }
    return work.results.withLock { $0 }
}
