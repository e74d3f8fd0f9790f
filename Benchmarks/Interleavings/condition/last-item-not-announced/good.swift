import Glibc

final class Queue: @unchecked Sendable {
    private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let filled = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var items: [Int] = []

    init() {
        pthread_mutex_init(lock, nil)
        pthread_cond_init(filled, nil)
    }

    func put(_ item: Int) {
        pthread_mutex_lock(lock)
        items.append(item)
        pthread_cond_signal(filled)
        pthread_mutex_unlock(lock)
    }

    func take() -> Int {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        while items.isEmpty { pthread_cond_wait(filled, lock) }
        return items.removeFirst()
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

@main
struct Program {
    static func main() {
        let queue = Queue()
        let takers = (0..<2).map { _ in
            start { _ = queue.take() }
        }
        queue.put(1)
        queue.put(2)
        for taker in takers { pthread_join(taker, nil) }
    }
}
