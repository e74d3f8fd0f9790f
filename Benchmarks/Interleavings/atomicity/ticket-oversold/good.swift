import Glibc
import Synchronization

let left = Atomic(2)
let sold = Atomic(0)

func sell() -> Bool {
    var seen = left.load(ordering: .acquiring)
    while seen > 0 {
        let (exchanged, original) = left.compareExchange(
            expected: seen, desired: seen - 1, ordering: .acquiringAndReleasing)
        if exchanged { return true }
        seen = original
    }
    return false
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

let sellers = (0..<3).map { _ in
    start {
        if sell() { sold.wrappingAdd(1, ordering: .relaxed) }
    }
}
for seller in sellers { pthread_join(seller, nil) }
precondition(sold.load(ordering: .relaxed) == 2, "sold more tickets than there were")
