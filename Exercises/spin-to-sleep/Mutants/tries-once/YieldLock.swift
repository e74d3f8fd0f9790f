import Glibc
import Synchronization

final class YieldLock: Lock {
    private let isHeld = Atomic(false)

    func lock() {
        if isHeld.exchange(true, ordering: .acquiring) { sched_yield() }
    }

    func unlock() {
        isHeld.store(false, ordering: .releasing)
    }
}
