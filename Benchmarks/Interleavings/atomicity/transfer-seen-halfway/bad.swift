import Glibc
import Synchronization

let savings = Mutex(100)
let checking = Mutex(100)

func transfer(_ amount: Int) {
    savings.withLock { $0 -= amount }
    checking.withLock { $0 += amount }
}

func audit() {
    let total = savings.withLock { $0 } + checking.withLock { $0 }
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
