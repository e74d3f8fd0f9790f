import Glibc
import Synchronization

/// 양보하면서 기다리는 락. 못 잡으면 남에게 차례를 넘기고 다시 잡아 봄.
final class YieldLock: Lock {
    private let isHeld = Atomic(false)

    func lock() {
        // 3. SpinLock과 같되, 못 잡았을 때 sched_yield()로 차례를 넘기세요.
    }

    func unlock() {
    }
}
