import Glibc
import ServerKit
import Synchronization

/// 스레드들이 함께 쓰는 것.
private final class Notes: Sendable {
    let ranges = Mutex<[Int: Range<UInt>]>([:])
    let finished = Atomic(0)
}

func stackRanges(threads: Int, _ visit: @escaping @Sendable (Int) -> Void) throws -> [Range<UInt>] {
    let notes = Notes()
    let running = try (0..<threads).map { number in
        try startThread {
            // 모두 모인 다음에 적지만, 적은 뒤에는 기다리지 않음.
            notes.finished.add(1, ordering: .sequentiallyConsistent)
            while notes.finished.load(ordering: .sequentiallyConsistent) < threads { usleep(100) }
            let stack = try? currentStack()
            notes.ranges.withLock { $0[number] = stack }
            visit(number)
        }
    }
    running.forEach { $0.join() }
    return notes.ranges.withLock { ranges in (0..<threads).compactMap { ranges[$0] } }
}
