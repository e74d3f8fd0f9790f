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
    let size = max((items.count + threads - 1) / threads, 1)
    let parts = stride(from: 0, to: items.count, by: size).map {
        Part(items[$0..<min($0 + size, items.count)])
    }
    for part in parts { try startThread { part.results = part.items.map(transform) }.detach() }
    return parts.flatMap(\.results)
}
