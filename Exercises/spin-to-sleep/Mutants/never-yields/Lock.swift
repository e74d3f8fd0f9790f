/// 락 하나. 남이 쥐고 있으면 `lock`은 풀릴 때까지 돌아오지 않음.
protocol Lock: AnyObject, Sendable {
    func lock()
    func unlock()
}

/// 락이 지키는 합계. 쓰는 쪽이라 고칠 것이 없음.
final class Tally: @unchecked Sendable {
    private let guardian: any Lock
    private var sum = 0

    init(guardedBy guardian: any Lock) {
        self.guardian = guardian
    }

    func add(_ amount: Int) {
        guardian.lock()
        sum = sum + amount
        guardian.unlock()
    }

    var total: Int {
        guardian.lock()
        defer { guardian.unlock() }
        return sum
    }
}
