import Glibc
import Synchronization

final class Session: Sendable {}

let current = Mutex<Session?>(nil)

func session() -> Session {
    if let session = current.withLock({ $0 }) { return session }
    let made = Session()
    current.withLock { $0 = made }
    return made
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

let seen = Mutex<[Session]>([])
let callers = (0..<2).map { _ in
    start {
        let mine = session()
        seen.withLock { $0.append(mine) }
    }
}
for caller in callers { pthread_join(caller, nil) }
seen.withLock { precondition($0[0] === $0[1], "two sessions") }
