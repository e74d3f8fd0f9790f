import Glibc
import Synchronization

let requests = Atomic(0)

func count() {
    let seen = requests.load(ordering: .sequentiallyConsistent)
    requests.store(seen + 1, ordering: .sequentiallyConsistent)
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

let clients = (0..<2).map { _ in
    start {
        count()
        count()
    }
}
for client in clients { pthread_join(client, nil) }
precondition(requests.load(ordering: .sequentiallyConsistent) == 4, "a request was not counted")
