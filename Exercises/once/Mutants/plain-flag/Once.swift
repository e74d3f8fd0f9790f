import Foundation

/// 끝난 뒤에는 락이 아까우니 깃발만 보고 돌아감. 깃발은 일이 끝난 다음에 올림.
final class Once: @unchecked Sendable {
    private let lock = NSLock()
    private var isDone = false

    func callAsFunction(_ work: () -> Void) {
        if isDone { return }
        lock.lock()
        defer { lock.unlock() }
        if isDone { return }
        work()
        isDone = true
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
