import Glibc
import Synchronization

let sum = Mutex<Int?>(nil)

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

let adder = start {
    sum.withLock { $0 = (1...10).reduce(0, +) }
}
usleep(20_000)
precondition(sum.withLock { $0 } == 55, "the sum is not there yet")
pthread_join(adder, nil)
