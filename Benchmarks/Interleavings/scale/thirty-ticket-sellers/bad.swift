import Glibc
import Synchronization

let left = Atomic(29)

func sell() {
    if left.load(ordering: .acquiring) > 0 {
        left.wrappingSubtract(1, ordering: .acquiringAndReleasing)
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

let sellers = (0..<30).map { _ in
    start { sell() }
}
for seller in sellers { pthread_join(seller, nil) }
precondition(left.load(ordering: .acquiring) == 0, "oversold")
