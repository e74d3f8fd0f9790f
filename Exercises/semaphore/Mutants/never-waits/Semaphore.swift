import Foundation

/// 세마포어: 나눠 줄 표가 몇 장 있는지 세고, 없으면 기다리게 함. 표에는 주인이 없음.
///
/// 처음 표의 수가 1이면 한 번에 하나만 들어가게 하고, 3이면 셋까지 들어가게 함.
final class Semaphore: @unchecked Sendable {
    private let condition = NSCondition()
    private var permits: Int

    /// - Parameter value: 처음에 있는 표의 수. 0 이상.
    init(value: Int) {
        permits = value
    }

    /// 표 한 장을 받음. 없으면 생길 때까지 잠들어 기다림.
    func wait() {
        condition.lock()
        defer { condition.unlock() }
        while permits == 0 { condition.wait() }
        permits -= 1
    }

    /// 표 한 장을 받음. `seconds`초 안에 생기지 않으면 받지 않고 false를 돌려줌. 0이면 기다리지 않음.
    func wait(seconds: Double) -> Bool {
        condition.lock()
        defer { condition.unlock() }
        guard permits > 0 else { return false }
        permits -= 1
        return true
    }

    /// 표 한 장을 돌려놓음. 누구나, 받은 적이 없어도 할 수 있음.
    func signal() {
        // 3. 바꾸고, 기다리는 스레드에게 알리세요.
        condition.lock()
        permits += 1
        condition.signal()
        condition.unlock()
    }
}
