import Glibc
import Synchronization

let range = Mutex((low: 0, high: 0))

func move(to value: Int) {
    range.withLock { $0 = (value, value) }
}

func look() {
    let (bottom, top) = range.withLock { $0 }
    precondition(bottom <= top, "upside down")
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

let writer = start { move(to: 1) }
let readers = (0..<15).map { _ in
    start { look() }
}
for thread in readers + [writer] { pthread_join(thread, nil) }
