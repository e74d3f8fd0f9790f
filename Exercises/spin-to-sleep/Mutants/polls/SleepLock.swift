import Foundation
import Synchronization

final class SleepLock: Lock, @unchecked Sendable {
    private let isHeld = Atomic(false)

    func lock() {
        while isHeld.exchange(true, ordering: .acquiring) { usleep(100) }
    }

    func unlock() {
        isHeld.store(false, ordering: .releasing)
    }
}
