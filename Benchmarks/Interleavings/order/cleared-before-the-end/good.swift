import Glibc
import Synchronization

let settings = Mutex(["workers": 4])

func work() {
    settings.withLock { precondition($0["workers"] == 4, "the settings are gone") }
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
        let worker = start { work() }
        pthread_join(worker, nil)
        settings.withLock { $0.removeAll() }
        pthread_exit(nil)
    }
}
