import Glibc

final class Pool: @unchecked Sendable {
    private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private var free = 1

    init() { pthread_mutex_init(lock, nil) }

    func take() -> Bool {
        pthread_mutex_lock(lock)
        if free == 0 {
            return false
        }
        free -= 1
        pthread_mutex_unlock(lock)
        return true
    }

    func giveBack() {
        pthread_mutex_lock(lock)
        free += 1
        pthread_mutex_unlock(lock)
    }
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

let pool = Pool()
let users = (0..<2).map { _ in
    start {
        if pool.take() { pool.giveBack() }
    }
}
for user in users { pthread_join(user, nil) }
