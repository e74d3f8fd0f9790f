import Glibc
import Synchronization

let entry = Mutex<(name: String, address: String)?>(nil)

func register() {
    entry.withLock { $0 = ("home", "10.0.0.1") }
}

func resolve() {
    guard let entry = entry.withLock({ $0 }) else { return }
    precondition(entry.address == "10.0.0.1", "a name without an address")
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

var threads = (0..<100).map { _ in
    start { register() }
}
threads.append(start { resolve() })
for thread in threads { pthread_join(thread, nil) }
