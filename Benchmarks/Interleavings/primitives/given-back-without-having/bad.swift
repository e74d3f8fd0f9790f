import Glibc
import Synchronization

let pool = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)
sem_init(pool, 0, 1)

final class Count: Sendable {
    let inside = Atomic(0)
}
let count = Count()

func work() {
    var deadline = timespec()
    clock_gettime(CLOCK_REALTIME, &deadline)
    deadline.tv_sec += 1
    defer { sem_post(pool) }
    guard sem_timedwait(pool, &deadline) == 0 else { return }
    let others = count.inside.wrappingAdd(1, ordering: .sequentiallyConsistent).oldValue
    precondition(others == 0, "two at once")
    count.inside.wrappingSubtract(1, ordering: .sequentiallyConsistent)
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

let threads = (0..<3).map { _ in start { work() } }
for thread in threads { pthread_join(thread, nil) }
