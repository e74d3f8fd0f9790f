import Glibc
import Synchronization

let firstWants = Atomic(false)
let secondWants = Atomic(false)
let turn = Atomic(1)
let inside = Atomic(0)

func work() {
    precondition(inside.wrappingAdd(1, ordering: .relaxed).newValue == 1, "both are inside")
    inside.wrappingSubtract(1, ordering: .relaxed)
}

func first() {
    firstWants.store(true, ordering: .sequentiallyConsistent)
    turn.store(2, ordering: .sequentiallyConsistent)
    while secondWants.load(ordering: .sequentiallyConsistent)
        && turn.load(ordering: .sequentiallyConsistent) == 2
    {
        sched_yield()
    }
    work()
    firstWants.store(false, ordering: .sequentiallyConsistent)
}

func second() {
    secondWants.store(true, ordering: .sequentiallyConsistent)
    turn.store(1, ordering: .sequentiallyConsistent)
    while firstWants.load(ordering: .sequentiallyConsistent)
        && turn.load(ordering: .sequentiallyConsistent) == 1
    {
        sched_yield()
    }
    work()
    secondWants.store(false, ordering: .sequentiallyConsistent)
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

let threads = [start { first() }, start { second() }]
for thread in threads { pthread_join(thread, nil) }
