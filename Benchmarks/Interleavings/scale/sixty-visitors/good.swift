import Glibc
import Synchronization

struct Hall {
    var people = 0
    var light = false
}

let hall = Mutex(Hall())

func enter() {
    hall.withLock {
        $0.people += 1
        $0.light = true
    }
}

func leave() {
    hall.withLock {
        $0.people -= 1
        if $0.people == 0 { $0.light = false }
    }
}

func visit() {
    enter()
    hall.withLock { precondition($0.light, "in the dark") }
    leave()
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

@main
struct Program {
    static func main() {
        let visitors = (0..<60).map { _ in
            start { visit() }
        }
        for visitor in visitors { pthread_join(visitor, nil) }
    }
}
