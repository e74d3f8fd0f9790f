import Glibc
import Synchronization

/// 번호표를 뽑고 제 번호가 불릴 때까지 양보함. 온 차례대로 들어감.
final class YieldLock: Lock {
    private let next = Atomic(0)
    private let serving = Atomic(0)

    func lock() {
        let mine = next.add(1, ordering: .relaxed).oldValue
        while serving.load(ordering: .acquiring) != mine { sched_yield() }
    }

    func unlock() {
        serving.add(1, ordering: .releasing)
    }
}
