import Synchronization

final class SpinLock: Lock {
    private let isHeld = Atomic(false)

    func lock() {
        while isHeld.load(ordering: .acquiring) {}
        isHeld.store(true, ordering: .releasing)
    }

    func unlock() {
        isHeld.store(false, ordering: .releasing)
    }
}
