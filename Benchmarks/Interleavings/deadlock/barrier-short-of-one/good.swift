import Glibc
import Synchronization

let barrier = UnsafeMutablePointer<pthread_barrier_t>.allocate(capacity: 1)
pthread_barrier_init(barrier, nil, 2)

final class Work: Sendable {
    let left = Atomic(3)
}
let work = Work()

func takePart() {
    while work.left.wrappingSubtract(1, ordering: .relaxed).oldValue > 0 {}
    pthread_barrier_wait(barrier)
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

let team = [start { takePart() }, start { takePart() }]
for member in team { pthread_join(member, nil) }
pthread_barrier_destroy(barrier)
