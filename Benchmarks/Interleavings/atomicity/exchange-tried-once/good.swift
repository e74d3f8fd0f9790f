import Glibc
import Synchronization

final class Meter: Sendable {
    private let litres = Atomic(0)

    func add(_ more: Int) {
        var seen = litres.load(ordering: .relaxed)
        var done = false
        while !done {
            (done, seen) = litres.weakCompareExchange(
                expected: seen, desired: seen + more, ordering: .relaxed)
        }
    }

    var total: Int { litres.load(ordering: .relaxed) }
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
        let meter = Meter()
        let taps = [start { meter.add(2) }, start { meter.add(5) }]
        for tap in taps { pthread_join(tap, nil) }
        precondition(meter.total == 7, "water was not counted")
    }
}
