import Glibc

let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
let loaded = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
pthread_mutex_init(lock, nil)
pthread_cond_init(loaded, nil)
var settings: [String: Int] = [:]

func load() {
    pthread_mutex_lock(lock)
    settings["port"] = 8080
    pthread_cond_signal(loaded)
    pthread_mutex_unlock(lock)
}

func serve() {
    pthread_mutex_lock(lock)
    while settings.isEmpty { pthread_cond_wait(loaded, lock) }
    precondition(settings["port"] == 8080, "started without settings")
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

let server = start { serve() }
let loader = start { load() }
pthread_join(server, nil)
pthread_join(loader, nil)
