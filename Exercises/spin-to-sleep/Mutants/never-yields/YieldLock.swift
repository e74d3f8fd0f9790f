import Synchronization

final class YieldLock: Lock {
    private let isHeld = Atomic(false)

    func lock() {
        while isHeld.exchange(true, ordering: .acquiring) {}
    }

    func unlock() {
        isHeld.store(false, ordering: .releasing)
    }
}
