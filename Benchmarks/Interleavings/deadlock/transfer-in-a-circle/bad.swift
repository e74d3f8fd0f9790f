import Glibc
import Synchronization

final class Account: Sendable {
    let number: Int
    let balance: Mutex<Int>

    init(number: Int, balance: Int) {
        self.number = number
        self.balance = Mutex(balance)
    }
}

func transfer(_ amount: Int, from: Account, to: Account) {
    from.balance.withLock { source in
        to.balance.withLock { target in
            source -= amount
            target += amount
        }
    }
}

/// Starts a thread that runs `body`.
func start(_ body: @escaping @Sendable () -> Void) -> pthread_t {
    final class Body {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }
    var thread = pthread_t()
    let body = Unmanaged.passRetained(Body(body)).toOpaque()
    let failed = pthread_create(
        &thread, nil,
        { argument in
            Unmanaged<Body>.fromOpaque(argument!).takeRetainedValue().run()
            return nil
        }, body)
    precondition(failed == 0)
    return thread
}

let accounts = (0..<3).map { Account(number: $0, balance: 100) }
let transfers = [(0, 1), (1, 2), (2, 0)].map { from, to in
    start { transfer(10, from: accounts[from], to: accounts[to]) }
}
for transfer in transfers { pthread_join(transfer, nil) }
precondition(accounts.allSatisfy { $0.balance.withLock { $0 } == 100 })
