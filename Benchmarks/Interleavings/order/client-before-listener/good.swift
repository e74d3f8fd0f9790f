import Glibc

final class Server: @unchecked Sendable {
    private let listens = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)
    private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private var listening = false

    init() {
        sem_init(listens, 0, 0)
        pthread_mutex_init(lock, nil)
    }

    func run() {
        pthread_mutex_lock(lock)
        listening = true
        pthread_mutex_unlock(lock)
        sem_post(listens)
    }

    func accept() -> Bool {
        while sem_wait(listens) != 0 {}
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        return listening
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

let server = Server()
let thread = start { server.run() }
precondition(server.accept(), "connection refused")
pthread_join(thread, nil)
