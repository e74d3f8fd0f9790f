// uses: threads · mode 6 · -O
import Foundation
import Synchronization

final class Stock: Sendable {
    private let counts = Mutex<[String: Int]>([:])
    private let sold = Atomic<Int>(0)

    func add(_ name: String, _ count: Int) { counts.withLock { $0[name, default: 0] += count } }

    func sell(_ name: String) throws -> Int {
        try counts.withLock { counts throws in
            guard let left = counts[name], left > 0 else { throw SoldOut(name: name) }
            counts[name] = left - 1
            return sold.wrappingAdd(1, ordering: .relaxed).newValue
        }
    }

    var total: Int { sold.load(ordering: .acquiring) }

    struct SoldOut: Error { var name: String }
}

final class SpinLock: Sendable {
    private let isHeld = Atomic(false)
    func withLock<R>(_ body: () throws -> R) rethrows -> R {
        while !isHeld.compareExchange(expected: false, desired: true, ordering: .acquiringAndReleasing)
            .exchanged
        {}
        defer { isHeld.store(false, ordering: .releasing) }
        return try body()
    }
}

let global = Mutex(0)
func race() -> Int {
    let threads = (0..<4).map { _ in Thread { for _ in 0..<100 { global.withLock { $0 += 1 } } } }
    threads.forEach { $0.start() }
    while threads.contains(where: { !$0.isFinished }) { usleep(100) }
    return global.withLock { $0 }
}
