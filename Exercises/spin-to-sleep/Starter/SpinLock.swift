import Synchronization

/// 돌면서 기다리는 락. 풀릴 때까지 자꾸 잡아 봄.
final class SpinLock: Lock {
    private let isHeld = Atomic(false)

    func lock() {
        // 1. 보고 나서 바꾸면 그 사이가 빔. 보기와 바꾸기를 한 명령으로 하세요.
        while isHeld.load(ordering: .relaxed) {}
        isHeld.store(true, ordering: .relaxed)
    }

    func unlock() {
        // 2. 락 안에서 쓴 것이 다음에 쥐는 스레드에게 보여야 함. 어떤 메모리 순서가 필요할까요?
        isHeld.store(false, ordering: .relaxed)
    }
}
