import Foundation

/// 깃발을 먼저 올리면 한 번만 하게 됨. 늦게 온 스레드는 할 일이 없으니 바로 돌아감.
final class Once: @unchecked Sendable {
    private let lock = NSLock()
    private var isTaken = false

    func callAsFunction(_ work: () -> Void) {
        lock.lock()
        if isTaken {
            lock.unlock()
            return
        }
        isTaken = true
        lock.unlock()
        work()
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
