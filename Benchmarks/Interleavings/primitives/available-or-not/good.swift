import Glibc
import Synchronization

let downloads = Mutex(0)

func count() {
    downloads.withLock { $0 += 1 }
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
        let clients = [start { count() }, start { count() }]
        for client in clients { pthread_join(client, nil) }
        precondition(downloads.withLock { $0 } == 2, "a download was not counted")
    }
}
