import Glibc
import Synchronization

struct Files {
    var open = [false, false]

    mutating func take() -> Int {
        guard let slot = open.firstIndex(of: false) else { fatalError("too many open files") }
        open[slot] = true
        return slot
    }

    mutating func close(_ slot: Int) {
        open[slot] = false
    }
}

let files = Mutex(Files())

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

let connection = files.withLock { $0.take() }
let reader = start {
    files.withLock { $0.close(connection) }
}
let timer = start {
    files.withLock { $0.close(connection) }
}
let client = start {
    let mine = files.withLock { $0.take() }
    precondition(files.withLock { $0.open[mine] }, "somebody closed my file")
    files.withLock { $0.close(mine) }
}
for thread in [reader, timer, client] { pthread_join(thread, nil) }
