import Glibc
import Synchronization

let answer = Atomic(0)
let ready = Atomic(false)

func solve() {
    answer.store(42, ordering: .releasing)
    ready.store(true, ordering: .releasing)
}

func look() {
    guard ready.load(ordering: .acquiring) else { return }
    precondition(answer.load(ordering: .acquiring) == 42, "ready, but no answer")
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

let solver = start { solve() }
let reader = start { look() }
pthread_join(solver, nil)
pthread_join(reader, nil)
