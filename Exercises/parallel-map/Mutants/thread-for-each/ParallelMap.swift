import ServerKit

/// 스레드 하나의 몫. 그 스레드만 쓰고, 부른 쪽은 join 뒤에만 읽음.
private final class Part: @unchecked Sendable {
    let items: ArraySlice<Int>
    var results: [Int] = []

    init(_ items: ArraySlice<Int>) {
        self.items = items
    }
}

func parallelMap(
    _ items: [Int], threads: Int, _ transform: @escaping @Sendable (Int) -> Int
) throws -> [Int] {
    let parts = items.indices.map { Part(items[$0...$0]) }
    let running = try parts.map { part in try startThread { part.results = part.items.map(transform) } }
    running.forEach { $0.join() }
    return parts.flatMap(\.results)
}
