import Glibc

let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
let items = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)
pthread_mutex_init(lock, nil)
sem_init(items, 0, 0)
var queue: [Int] = []

func put(_ item: Int) {
    pthread_mutex_lock(lock)
    queue.append(item)
    pthread_mutex_unlock(lock)
    sem_post(items)
}

func take() -> Int? {
    var deadline = timespec()
    clock_gettime(CLOCK_REALTIME, &deadline)
    deadline.tv_sec += 1
    guard sem_timedwait(items, &deadline) == 0 else { return nil }
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    precondition(!queue.isEmpty, "no item")
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

let taker = start { _ = take() }
let putter = start { put(1) }
pthread_join(taker, nil)
pthread_join(putter, nil)
