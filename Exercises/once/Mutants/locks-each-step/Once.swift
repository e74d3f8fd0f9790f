import Foundation

/// 확인할 때 잠그고, 표시할 때 잠금.
final class Once: @unchecked Sendable {
    private let lock = NSLock()
    private var isDone = false

    func callAsFunction(_ work: () -> Void) {
        let wasDone = lock.withLock { isDone }
        if wasDone { return }
        work()
        lock.withLock { isDone = true }
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
