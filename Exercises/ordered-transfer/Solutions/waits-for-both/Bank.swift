import Foundation

/// 락은 하나뿐이고 잠깐만 쥠. 누가 쓰는 계좌인지만 적어 두고, 둘 다 빌 때까지 조건 변수에서 잠들었다가 한꺼번에 가짐.
/// 하나를 쥔 채 다른 하나를 기다리는 스레드가 없음.
final class Bank: @unchecked Sendable {
    private let freed = NSCondition()
    private var inUse: Set<Int> = []
    private var balances: [Int]
    private let record: (_ from: Int, _ to: Int, _ amount: Int) -> Void

    init(
        accounts count: Int, balance: Int,
        record: @escaping (_ from: Int, _ to: Int, _ amount: Int) -> Void = { _, _, _ in }
    ) {
        balances = Array(repeating: balance, count: count)
        self.record = record
    }

    func transfer(from: Int, to: Int, amount: Int) -> Bool {
        guard from != to else { return true }
        guard take(from, to, amount: amount) else { return false }
        record(from, to, amount)

        freed.lock()
        defer { freed.unlock() }
        balances[from] -= amount
        balances[to] += amount
        inUse.subtract([from, to])
        freed.broadcast()
        return true
    }

    /// 두 계좌를 함께 맡음. 잔액이 모자라면 맡지 않고 false.
    private func take(_ from: Int, _ to: Int, amount: Int) -> Bool {
        freed.lock()
        defer { freed.unlock() }
        while inUse.contains(from) || inUse.contains(to) { freed.wait() }
        guard balances[from] >= amount else { return false }
        inUse.formUnion([from, to])
        return true
    }

    func balance(of number: Int) -> Int {
        freed.lock()
        defer { freed.unlock() }
        return balances[number]
    }

    var total: Int {
        freed.lock()
        defer { freed.unlock() }
        return balances.reduce(0, +)
    }
}
