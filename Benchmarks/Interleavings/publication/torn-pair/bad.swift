import Glibc
import Synchronization

let width = Atomic(4)
let height = Atomic(4)

func resize(to side: Int) {
    width.store(side, ordering: .sequentiallyConsistent)
    height.store(side, ordering: .sequentiallyConsistent)
}

func look() {
    let seen = (
        width: width.load(ordering: .sequentiallyConsistent),
        height: height.load(ordering: .sequentiallyConsistent)
    )
    precondition(seen.width == seen.height, "half of one, half of the other")
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

let writer = start { resize(to: 9) }
let reader = start { look() }
pthread_join(writer, nil)
pthread_join(reader, nil)
