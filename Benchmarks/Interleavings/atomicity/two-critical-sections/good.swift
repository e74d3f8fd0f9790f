import Glibc
import Synchronization

final class Score: Sendable {
    private let points = Mutex(0)

    func add(_ more: Int) {
        points.withLock { current in
            current = current + more
        }
    }

    var total: Int { points.withLock { $0 } }
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

let score = Score()
let players = (1...3).map { points in
    start { score.add(points) }
}
for player in players { pthread_join(player, nil) }
precondition(score.total == 6, "points were lost")
