import Foundation

/// 계좌 여럿을 가진 은행. 요청을 맡은 스레드 여럿이 함께 씀.
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

    /// - Parameter record: 이체할 때마다 한 번, 두 계좌의 락을 쥔 채 부름. 장부에 적는 일이라 오래 걸릴 수 있음.
    init(
        accounts count: Int, balance: Int,
        record: @escaping (_ from: Int, _ to: Int, _ amount: Int) -> Void = { _, _, _ in }
    ) {
        accounts = (0..<count).map { _ in Account(balance: balance) }
        self.record = record
    }

    /// `from`의 돈을 `to`로 옮기고 true를 돌려줌. `from`의 잔액이 모자라면 아무것도 바꾸지 않고 false를 돌려줌.
    /// 같은 계좌끼리는 아무것도 바꾸지 않고 true를 돌려줌.
    ///
    /// - 여러 스레드가 어떻게 부르든 끝남.
    /// - 옮기는 도중의 모습은 아무에게도 보이지 않음.
    /// - 계좌가 하나도 겹치지 않는 이체끼리는 서로 기다리지 않음.
    func transfer(from: Int, to: Int, amount: Int) -> Bool {
        let sender = accounts[from]
        let receiver = accounts[to]

        // 1. from과 to가 같으면 같은 락을 두 번 쥐게 됨. 먼저 거르세요.

        // 2. 두 사람이 서로에게 동시에 보내면 저마다 상대의 락을 기다림.
        //    누가 부르든 두 락을 같은 순서로 쥐게 하세요.
        sender.lock.lock()
        defer { sender.lock.unlock() }
        receiver.lock.lock()
        defer { receiver.lock.unlock() }

        guard sender.balance >= amount else { return false }
        record(from, to, amount)
        sender.balance -= amount
        receiver.balance += amount
        return true
    }

    func balance(of number: Int) -> Int {
        accounts[number].lock.withLock { accounts[number].balance }
    }

    /// 모든 계좌의 잔액을 더한 값. 모든 락을 0번부터 차례로 쥐고 셈. 고칠 것이 없음.
    var total: Int {
        for account in accounts { account.lock.lock() }
        defer {
            for account in accounts { account.lock.unlock() }
        }
        return accounts.reduce(0) { $0 + $1.balance }
    }
}
