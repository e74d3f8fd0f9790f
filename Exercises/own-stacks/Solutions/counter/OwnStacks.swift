import Glibc
import ServerKit
import Synchronization

/// 마친 스레드마다 한 줄.
private final class Notes: Sendable {
    let ranges = Mutex<[Int: Range<UInt>]>([:])

    var count: Int { ranges.withLock { $0.count } }
}

func stackRanges(threads: Int, _ visit: @escaping @Sendable (Int) -> Void) throws -> [Range<UInt>] {
    let notes = Notes()
    let running = try (0..<threads).map { number in
        try startThread {
            visit(number)
            let stack = try? currentStack()
            notes.ranges.withLock { $0[number] = stack }
            while notes.count < threads { usleep(100) }
        }
    }
    running.forEach { $0.join() }
    return notes.ranges.withLock { $0.sorted { $0.key < $1.key }.map(\.value) }
}
