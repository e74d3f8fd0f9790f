import Glibc
import Synchronization

let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
pthread_mutex_init(lock, nil)

final class Room: Sendable {
    let people = Atomic(0)
}
let room = Room()

func work() {
    precondition(room.people.wrappingAdd(1, ordering: .relaxed).newValue == 1, "not alone")
    room.people.wrappingSubtract(1, ordering: .relaxed)
}

func patient() {
    pthread_mutex_lock(lock)
    work()
    pthread_mutex_unlock(lock)
}

func hasty() {
    var deadline = timespec()
    clock_gettime(CLOCK_REALTIME, &deadline)
    deadline.tv_sec += 1
    pthread_mutex_timedlock(lock, &deadline)
    work()
    pthread_mutex_unlock(lock)
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

let threads = [start { patient() }, start { hasty() }]
for thread in threads { pthread_join(thread, nil) }
