import Glibc
import Synchronization

struct Log {
    var open = true
    var lines: [String] = []
}

let log = Mutex(Log())

func write(_ line: String) {
    log.withLock {
        precondition($0.open, "written after it was closed")
        $0.lines.append(line)
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

let first = start { write("first") }
let second = start { write("second") }
pthread_join(first, nil)
log.withLock { $0.open = false }
pthread_join(second, nil)
