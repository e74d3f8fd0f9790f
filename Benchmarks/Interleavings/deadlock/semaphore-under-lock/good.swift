import Glibc

let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
let items = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)
pthread_mutex_init(lock, nil)
sem_init(items, 0, 0)
var queue: [Int] = []

func produce(_ item: Int) {
    pthread_mutex_lock(lock)
    queue.append(item)
    pthread_mutex_unlock(lock)
    sem_post(items)
}

func consume() -> Int {
    while sem_wait(items) != 0 {}
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    return queue.removeFirst()
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

let producer = start {
    produce(1)
    produce(2)
}
let sum = consume() + consume()
pthread_join(producer, nil)
precondition(sum == 3)
