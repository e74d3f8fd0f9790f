import Glibc
import Synchronization

let inside = Atomic(2)
let cleanings = Atomic(0)

func leave() {
    inside.wrappingSubtract(1, ordering: .acquiringAndReleasing)
    if inside.load(ordering: .acquiring) == 0 {
        cleanings.wrappingAdd(1, ordering: .relaxed)
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

let guests = [start { leave() }, start { leave() }]
for guest in guests { pthread_join(guest, nil) }
precondition(cleanings.load(ordering: .relaxed) == 1, "not cleaned exactly once")
