import Glibc
import Synchronization

final class Current: Sendable {
    let request = Atomic(0)
}
let current = Current()

func handle(_ request: Int) {
    current.request.store(request, ordering: .sequentiallyConsistent)
    log(request)
}

func log(_ expected: Int) {
    let request = current.request.load(ordering: .sequentiallyConsistent)
    precondition(request == expected, "the log names another request")
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

let handlers = (1...2).map { request in
    start { handle(request) }
}
for handler in handlers { pthread_join(handler, nil) }
