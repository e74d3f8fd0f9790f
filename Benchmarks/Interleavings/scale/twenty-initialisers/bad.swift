import Glibc
import Synchronization

let limit = Atomic(0)
let limited = Atomic(false)

func initialise() {
    limited.store(true, ordering: .releasing)
    limit.store(10, ordering: .releasing)
}

func check() {
    if limited.load(ordering: .acquiring) {
        precondition(limit.load(ordering: .acquiring) == 10, "limited to nothing")
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

var threads = (0..<20).map { _ in
    start { initialise() }
}
threads.append(start { check() })
for thread in threads { pthread_join(thread, nil) }
