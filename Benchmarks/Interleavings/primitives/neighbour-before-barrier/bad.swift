import Glibc

let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
let filled = UnsafeMutablePointer<pthread_barrier_t>.allocate(capacity: 1)
pthread_mutex_init(lock, nil)
pthread_barrier_init(filled, nil, 3)
var cells = [0, 0, 0]

func step(_ index: Int) {
    pthread_mutex_lock(lock)
    cells[index] = index + 1
    pthread_mutex_unlock(lock)
    pthread_mutex_lock(lock)
    let neighbour = cells[(index + 1) % 3]
    pthread_mutex_unlock(lock)
    pthread_barrier_wait(filled)
    precondition(neighbour != 0, "the neighbour is not there yet")
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

let threads = (0..<3).map { index in
    start { step(index) }
}
for thread in threads { pthread_join(thread, nil) }
