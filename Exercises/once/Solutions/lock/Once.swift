import Foundation

/// 락을 쥔 채 확인하고 일하고 표시함. 일이 끝나야 락이 풀리므로, 기다린 스레드는 끝난 일만 봄.
final class Once: @unchecked Sendable {
    private let lock = NSLock()
    private var isDone = false

    func callAsFunction(_ work: () -> Void) {
        lock.lock()
        defer { lock.unlock() }
        guard !isDone else { return }
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
