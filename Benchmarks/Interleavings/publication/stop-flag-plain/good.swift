import Glibc
import Synchronization

final class Worker: @unchecked Sendable {
    private let stopped = Atomic(false)
    private(set) var rounds = 0

    func run() {
        while !stopped.load(ordering: .relaxed) {
            rounds += 1
            sched_yield()
        }
    }

    func stop() {
        stopped.store(true, ordering: .relaxed)
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

let worker = Worker()
let thread = start { worker.run() }
worker.stop()
pthread_join(thread, nil)
precondition(worker.rounds >= 0)
