import Glibc

let size = 12
let locks = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: size)
for index in 0..<size { pthread_mutex_init(locks + index, nil) }

func pass(from index: Int) {
    let next = (index + 1) % size
    pthread_mutex_lock(locks + min(index, next))
    pthread_mutex_lock(locks + max(index, next))
    pthread_mutex_unlock(locks + next)
    pthread_mutex_unlock(locks + index)
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

let threads = (0..<size).map { index in
    start { pass(from: index) }
}
for thread in threads { pthread_join(thread, nil) }
