import Glibc
import Synchronization

let visits = Mutex(0)

func visit() {
    visits.withLock { $0 = $0 + 1 }
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

let threads = [start { visit() }, start { visit() }]
for thread in threads { pthread_join(thread, nil) }
precondition(visits.withLock { $0 } == 2, "a visit was lost")
