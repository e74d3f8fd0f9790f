import Glibc

final class Registry: @unchecked Sendable {
    static let shared = Registry()
    private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private var names: [String] = []

    private init() {
        pthread_mutex_init(lock, nil)
        let loader = start { Registry.shared.add("first") }
        pthread_join(loader, nil)
    }

    func add(_ name: String) {
        pthread_mutex_lock(lock)
        names.append(name)
        pthread_mutex_unlock(lock)
    }

    var count: Int {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        return names.count
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
        precondition(Registry.shared.count == 1)
    }
}
