import Foundation

final class Account: @unchecked Sendable {
    private let lock = NSLock()
    private var balance: Int

    init(balance: Int) { self.balance = balance }

    func withdraw(_ amount: Int) -> Bool {
        lock.lock()
        let enough = balance >= amount
        lock.unlock()
        guard enough else { return false }

        lock.lock()
        balance -= amount
        lock.unlock()
        return true
    }

    var rest: Int { lock.withLock { balance } }
}

/// Runs every body on a thread of its own and returns when all have ended.
func inThreads(_ bodies: [@Sendable () -> Void]) {
    let ended = NSCondition()
    nonisolated(unsafe) var running = bodies.count
    for body in bodies {
        let thread = Thread {
            body()
            ended.lock()
            running -= 1
            ended.signal()
            ended.unlock()
        }
        thread.start()
    }
    ended.lock()
    while running > 0 { ended.wait() }
    ended.unlock()
}

let account = Account(balance: 100)
inThreads([
    { _ = account.withdraw(80) },
    { _ = account.withdraw(80) },
])
precondition(account.rest >= 0, "more was taken than there was")
