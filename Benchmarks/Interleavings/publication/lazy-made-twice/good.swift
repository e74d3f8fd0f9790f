import Glibc
import Synchronization

let made = Atomic(0)

final class Connection: @unchecked Sendable {
    init() { made.wrappingAdd(1, ordering: .relaxed) }

    private static let instance = Connection()
    static func shared() -> Connection {
        instance
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

let users = (0..<2).map { _ in
    start { _ = Connection.shared() }
}
for user in users { pthread_join(user, nil) }
precondition(made.load(ordering: .relaxed) == 1, "two connections")
