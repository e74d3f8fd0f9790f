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
    @Sendable func work(_ number: Int) {
        visit(number)
        let stack = try? currentStack()
        notes.ranges.withLock { $0[number] = stack }
        notes.finished.add(1, ordering: .sequentiallyConsistent)
        while notes.finished.load(ordering: .sequentiallyConsistent) < threads { usleep(100) }
    }
    guard threads > 0 else { return [] }
    let running = try (1..<threads).map { number in try startThread { work(number) } }
    work(0)
    running.forEach { $0.join() }
    return notes.ranges.withLock { ranges in (0..<threads).compactMap { ranges[$0] } }
}
