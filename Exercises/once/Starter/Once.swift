/// 스레드 여럿이 함께 불러도 일을 한 번만 하게 함.
///
/// `once { 할 일 }`처럼 부름. 맨 먼저 온 스레드만 일을 함.
/// 누가 불렀든, 돌아올 때는 일이 **끝나 있음**.
final class Once: @unchecked Sendable {
    private var isDone = false

    func callAsFunction(_ work: () -> Void) {
        // 1. 확인과 표시 사이에 다른 스레드가 끼어들면 일을 두 번 함. 그 틈을 막으세요.
        if isDone { return }

        // 2. 다른 스레드가 일을 하는 중이면, 그 일이 끝날 때까지 돌아가면 안 됨.
        work()

        // 3. 이 깃발만 보고 돌아간 스레드에게도, 일이 쓴 값이 모두 보여야 함.
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
