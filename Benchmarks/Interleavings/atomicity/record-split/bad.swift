import Glibc
import Synchronization

final class Journal: Sendable {
    private let lines = Mutex<[String]>([])

    func write(_ name: String) {
        lines.withLock { $0.append("begin \(name)") }
        lines.withLock { $0.append("end \(name)") }
    }

    func check() {
        let lines = lines.withLock { $0 }
        precondition(lines.count == 4)
        for first in stride(from: 0, to: lines.count, by: 2) {
            let name = lines[first].dropFirst("begin ".count)
            precondition(lines[first + 1] == "end \(name)", "a record was split")
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

let journal = Journal()
let writers = ["a", "b"].map { name in
    start { journal.write(name) }
}
for writer in writers { pthread_join(writer, nil) }
journal.check()
