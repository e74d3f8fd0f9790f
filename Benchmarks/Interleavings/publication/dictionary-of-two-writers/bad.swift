import Glibc

nonisolated(unsafe) var ages: [String: Int] = [:]

func note(_ name: String, _ age: Int) {
    ages[name] = age
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
        let writers = [start { note("kim", 20) }, start { note("lee", 30) }]
        for writer in writers { pthread_join(writer, nil) }
    }
}
