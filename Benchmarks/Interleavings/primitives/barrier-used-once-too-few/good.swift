import Glibc
import Synchronization

let barrier = UnsafeMutablePointer<pthread_barrier_t>.allocate(capacity: 1)
pthread_barrier_init(barrier, nil, 2)

final class Board: Sendable {
    let round = Atomic(0)
}
let board = Board()

func leader() {
    for round in 1...2 {
        board.round.store(round, ordering: .releasing)
        pthread_barrier_wait(barrier)
        pthread_barrier_wait(barrier)
    }
}

func follower() {
    for round in 1...2 {
        pthread_barrier_wait(barrier)
        precondition(board.round.load(ordering: .acquiring) == round, "already the next round")
        pthread_barrier_wait(barrier)
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

let threads = [start { leader() }, start { follower() }]
for thread in threads { pthread_join(thread, nil) }
