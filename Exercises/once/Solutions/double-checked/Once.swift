import Synchronization

/// 끝난 뒤에는 락 없이 깃발만 봄. 깃발은 releasing으로 올리고 acquiring으로 읽어서, 일이 쓴 값까지 함께 보임.
final class Once: Sendable {
    private let isDone = Atomic(false)
    private let slowPath = Mutex(())

    func callAsFunction(_ work: () -> Void) {
        if isDone.load(ordering: .acquiring) { return }
        slowPath.withLock { _ in
            // 락을 기다리는 동안 남이 끝냈을 수 있으니 다시 확인함.
            if isDone.load(ordering: .relaxed) { return }
            work()
            isDone.store(true, ordering: .releasing)
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
