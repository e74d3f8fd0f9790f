import Foundation

/// 깨어났다면 일이 끝났다는 뜻이니 다시 확인하지 않음.
final class Once: @unchecked Sendable {
    private let changed = NSCondition()
    private var isTaken = false
    private var isDone = false

    func callAsFunction(_ work: () -> Void) {
        changed.lock()
        if isTaken {
            if !isDone { changed.wait() }
            changed.unlock()
            return
        }
        isTaken = true
        changed.unlock()

        work()
        changed.lock()
        isDone = true
        changed.broadcast()
        changed.unlock()
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
