import Glibc
import Synchronization

let locked = Atomic(false)
let inside = Atomic(0)

func lock() {
    while locked.exchange(true, ordering: .acquiring) { sched_yield() }
}

func unlock() {
    locked.store(false, ordering: .releasing)
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

let threads = (0..<2).map { _ in
    start {
        lock()
        precondition(inside.wrappingAdd(1, ordering: .relaxed).newValue == 1, "both are inside")
        inside.wrappingSubtract(1, ordering: .relaxed)
        unlock()
    }
}
for thread in threads { pthread_join(thread, nil) }
