import Glibc
import Synchronization

let taken = Atomic(false)
let guests = Atomic(0)

func claim() -> Bool {
    return !taken.exchange(true, ordering: .sequentiallyConsistent)
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

let arrivals = (0..<2).map { _ in
    start {
        if claim() {
            guests.wrappingAdd(1, ordering: .sequentiallyConsistent)
        }
    }
}
for arrival in arrivals { pthread_join(arrival, nil) }
precondition(guests.load(ordering: .sequentiallyConsistent) == 1, "two guests on one seat")
