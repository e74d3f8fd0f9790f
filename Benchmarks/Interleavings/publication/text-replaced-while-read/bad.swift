import Glibc

final class Status: @unchecked Sendable {
    private var text = "starting"
    private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)

    init() { pthread_mutex_init(lock, nil) }

    func set(_ new: String) {
        pthread_mutex_lock(lock)
        text = new
        pthread_mutex_unlock(lock)
    }

    func length() -> Int {
        // Only a look: it changes nothing.
        return text.count
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

let status = Status()
let worker = start { status.set("running") }
let length = status.length()
pthread_join(worker, nil)
precondition(length > 0)
