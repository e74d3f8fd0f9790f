import Glibc
import Synchronization

let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
let opened = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
pthread_mutex_init(lock, nil)
pthread_cond_init(opened, nil)

final class Gate: Sendable {
    let isOpen = Atomic(false)
}
let gate = Gate()

func pass() {
    pthread_mutex_lock(lock)
    while !gate.isOpen.load(ordering: .acquiring) { pthread_cond_wait(opened, lock) }
    pthread_mutex_unlock(lock)
}

func open() {
    gate.isOpen.store(true, ordering: .releasing)
    pthread_cond_broadcast(opened)
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

var threads = (0..<10).map { _ in
    start { pass() }
}
threads.append(start { open() })
for thread in threads { pthread_join(thread, nil) }
