import Glibc
import Synchronization

final class LockedCounter: Sendable {
    private let count = Mutex(0)

    func add() {
        count.withLock { $0 += 1 }
    }

    var total: Int { count.withLock { $0 } }
}

final class AtomicCounter: Sendable {
    private let count = Atomic(0)

    func add() {
        count.add(1, ordering: .relaxed)
    }

    var total: Int { count.load(ordering: .relaxed) }
}

/// A part for each thread, in objects that lie on cache lines of their own, and a sum over all.
final class SplitCounter: Sendable {
    private final class Part: Sendable {
        let before = PaddedLine()
        let count = Atomic(0)
        let behind = PaddedLine()
    }

    /// 128 bytes: two cache lines, which processors fetch in pairs.
    private struct PaddedLine: Sendable {
        let words: (Int, Int, Int, Int, Int, Int, Int, Int) = (0, 0, 0, 0, 0, 0, 0, 0)
        let more: (Int, Int, Int, Int, Int, Int, Int, Int) = (0, 0, 0, 0, 0, 0, 0, 0)
    }

    private let parts = (0..<8).map { _ in Part() }

    func add() {
        // Stacks lie 8 MiB apart, and so do the handles of threads: neighbours get parts of their own.
        parts[Int(pthread_self() >> 23) % parts.count].count.add(1, ordering: .relaxed)
    }

    var total: Int { parts.reduce(0) { $0 + $1.count.load(ordering: .relaxed) } }
}
