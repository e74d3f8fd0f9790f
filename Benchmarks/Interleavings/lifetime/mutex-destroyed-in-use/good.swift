import Glibc

let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
pthread_mutex_init(lock, nil)
var total = 0

func add(_ amount: Int) {
    pthread_mutex_lock(lock)
    total += amount
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

let first = start { add(1) }
let second = start { add(2) }
pthread_join(first, nil)
pthread_join(second, nil)
pthread_mutex_destroy(lock)
