import Glibc
import Synchronization

final class Configuration: @unchecked Sendable {
    private let lock = Mutex(())
    private let loaded = Atomic(false)
    private var port = 0

    func currentPort() -> Int {
        if loaded.load(ordering: .acquiring) { return port }
        lock.withLock { _ in
            if !loaded.load(ordering: .relaxed) {
                port = 8080
                loaded.store(true, ordering: .releasing)
            }
        }
        return port
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

let configuration = Configuration()
let readers = (0..<2).map { _ in
    start { precondition(configuration.currentPort() == 8080) }
}
for reader in readers { pthread_join(reader, nil) }
