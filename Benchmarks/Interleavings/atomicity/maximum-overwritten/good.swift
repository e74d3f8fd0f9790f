import Glibc
import Synchronization

let slowest = Atomic(0)

func report(_ milliseconds: Int) {
    var seen = slowest.load(ordering: .relaxed)
    while milliseconds > seen {
        let (exchanged, original) = slowest.compareExchange(
            expected: seen, desired: milliseconds, ordering: .relaxed)
        if exchanged { return }
        seen = original
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

let handlers = [30, 90, 60].map { milliseconds in
    start { report(milliseconds) }
}
for handler in handlers { pthread_join(handler, nil) }
precondition(slowest.load(ordering: .relaxed) == 90, "the slowest request was forgotten")
