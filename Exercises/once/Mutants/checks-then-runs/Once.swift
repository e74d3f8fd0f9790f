/// 먼저 확인하니 두 번 할 일이 없음.
final class Once: @unchecked Sendable {
    private var isDone = false

    func callAsFunction(_ work: () -> Void) {
        if !isDone {
            work()
            isDone = true
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
