import Glibc
import Synchronization

let ready = Atomic(false)

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

ready.store(false, ordering: .relaxed)
let worker = start { ready.store(true, ordering: .releasing) }
while !ready.load(ordering: .acquiring) { sched_yield() }
pthread_join(worker, nil)
