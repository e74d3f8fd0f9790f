import Glibc
import Synchronization

let a = Mutex(10)
let b = Mutex(10)

func fromAToB() {
    a.withLock { from in
        b.withLock { to in
            from -= 1
            to += 1
        }
    }
}

func fromBToA() {
    b.withLock { from in
        a.withLock { to in
            from -= 1
            to += 1
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

let there = start { fromAToB() }
let back = start { fromBToA() }
pthread_join(there, nil)
pthread_join(back, nil)
