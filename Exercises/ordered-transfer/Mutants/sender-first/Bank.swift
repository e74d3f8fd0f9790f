import Foundation

/// 보내는 쪽을 먼저, 받는 쪽을 나중에 잠금. 누구나 같은 순서임.
final class Bank: @unchecked Sendable {
    /// 계좌마다 락이 하나 있음. 그 락을 쥐어야 잔액을 볼 수 있음.
    private final class Account {
        let lock = NSLock()
        var balance: Int

        init(balance: Int) {
            self.balance = balance
        }
    }

    private let accounts: [Account]
    private let record: (_ from: Int, _ to: Int, _ amount: Int) -> Void

    init(
        accounts count: Int, balance: Int,
        record: @escaping (_ from: Int, _ to: Int, _ amount: Int) -> Void = { _, _, _ in }
    ) {
        accounts = (0..<count).map { _ in Account(balance: balance) }
        self.record = record
    }

    func transfer(from: Int, to: Int, amount: Int) -> Bool {
        guard from != to else { return true }
        let first = accounts[from]
        let second = accounts[to]
        first.lock.lock()
        defer { first.lock.unlock() }
        second.lock.lock()
        defer { second.lock.unlock() }

        guard accounts[from].balance >= amount else { return false }
        record(from, to, amount)
        accounts[from].balance -= amount
        accounts[to].balance += amount
        return true
    }

    func balance(of number: Int) -> Int {
        accounts[number].lock.withLock { accounts[number].balance }
    }

    var total: Int {
        for account in accounts { account.lock.lock() }
        defer {
            for account in accounts { account.lock.unlock() }
        }
        return accounts.reduce(0) { $0 + $1.balance }
    }
}
