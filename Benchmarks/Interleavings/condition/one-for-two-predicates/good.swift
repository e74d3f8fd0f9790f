import Glibc

let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
pthread_mutex_init(lock, nil)
pthread_cond_init(changed, nil)
let capacity = 1
var buffer: [Int] = []

func put(_ item: Int) {
    pthread_mutex_lock(lock)
    while buffer.count == capacity { pthread_cond_wait(changed, lock) }
    buffer.append(item)
    pthread_cond_broadcast(changed)
    pthread_mutex_unlock(lock)
}

func take() -> Int {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    while buffer.isEmpty { pthread_cond_wait(changed, lock) }
    let item = buffer.removeFirst()
    pthread_cond_broadcast(changed)
    return item
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

let producers = (0..<2).map { item in
    start {
        put(item)
        put(item)
    }
}
let consumers = (0..<2).map { _ in
    start { _ = take() + take() }
}
for thread in producers + consumers { pthread_join(thread, nil) }
