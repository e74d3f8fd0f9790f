import Glibc
import Synchronization

final class Fork: Sendable {
    let uses = Mutex(0)
}

let forks = (0..<4).map { _ in Fork() }

func eat(at seat: Int) {
    let left = seat
    let right = (seat + 1) % forks.count
    forks[left].uses.withLock { mine in
        forks[right].uses.withLock { other in
            mine += 1
            other += 1
        }
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

let philosophers = forks.indices.map { seat in
    start { eat(at: seat) }
}
for philosopher in philosophers { pthread_join(philosopher, nil) }
precondition(forks.allSatisfy { $0.uses.withLock { $0 } == 2 })
