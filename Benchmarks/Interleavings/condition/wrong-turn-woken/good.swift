import Glibc

let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
let moved = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
pthread_mutex_init(lock, nil)
pthread_cond_init(moved, nil)
var turn = 0

func take(turn mine: Int) {
    pthread_mutex_lock(lock)
    while turn != mine { pthread_cond_wait(moved, lock) }
    turn += 1
    pthread_cond_broadcast(moved)
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

let threads = (0..<4).map { mine in
    start { take(turn: mine) }
}
for thread in threads { pthread_join(thread, nil) }
precondition(turn == 4)
