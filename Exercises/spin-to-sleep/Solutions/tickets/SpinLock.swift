import Synchronization

/// 먼저 보기만 하다가, 풀린 것 같을 때만 바꿔 봄. 남의 캐시 줄을 덜 빼앗음.
final class SpinLock: Lock {
    private let isHeld = Atomic(false)

    func lock() {
        repeat {
            while isHeld.load(ordering: .relaxed) {}
        } while !isHeld.compareExchange(
            expected: false, desired: true, successOrdering: .acquiring, failureOrdering: .relaxed
        ).exchanged
    }

    func unlock() {
        isHeld.store(false, ordering: .releasing)
    }
}
