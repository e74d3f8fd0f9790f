import Glibc
import Synchronization

let accounts = Mutex((savings: 100, checking: 100))

func transfer(_ amount: Int) {
    accounts.withLock {
        $0.savings -= amount
        $0.checking += amount
    }
}

func audit() {
    let total = accounts.withLock { $0.savings + $0.checking }
    precondition(total == 200, "money is missing")
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

let mover = start { transfer(30) }
let auditor = start { audit() }
pthread_join(mover, nil)
pthread_join(auditor, nil)
