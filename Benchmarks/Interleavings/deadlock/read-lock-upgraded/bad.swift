import Glibc

let lock = UnsafeMutablePointer<pthread_rwlock_t>.allocate(capacity: 1)
pthread_rwlock_init(lock, nil)
var hits = 0
var cached = false

func get() {
    pthread_rwlock_rdlock(lock)
    if cached {
        pthread_rwlock_unlock(lock)
        return
    }
    pthread_rwlock_wrlock(lock)
    cached = true
    pthread_rwlock_unlock(lock)
    pthread_rwlock_unlock(lock)
}

func fill() {
    pthread_rwlock_wrlock(lock)
    cached = true
    pthread_rwlock_unlock(lock)
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

let threads = [start { fill() }, start { get() }]
for thread in threads { pthread_join(thread, nil) }
