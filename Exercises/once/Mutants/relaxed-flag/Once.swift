import Synchronization

/// 깃발이 Atomic이니 순서는 가장 싼 relaxed로도 충분함.
final class Once: Sendable {
    private let isDone = Atomic(false)
    private let slowPath = Mutex(())

    func callAsFunction(_ work: () -> Void) {
        if isDone.load(ordering: .relaxed) { return }
        slowPath.withLock { _ in
            if isDone.load(ordering: .relaxed) { return }
            work()
            isDone.store(true, ordering: .relaxed)
        }
    }
}

/// 서버 설정. 처음 필요할 때 한 번만 읽음. `Once`를 쓰는 쪽이라 고칠 것이 없음.
final class Settings: @unchecked Sendable {
    private let once = Once()
    private var number = 0

    /// 포트 번호. 처음 부른 스레드가 `read`로 읽고, 다른 스레드는 그 값을 받음.
    func port(reading read: () -> Int) -> Int {
        once { number = read() }
        return number
    }
}
