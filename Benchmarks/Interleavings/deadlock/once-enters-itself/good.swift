import Glibc
import Synchronization

let once = UnsafeMutablePointer<pthread_once_t>.allocate(capacity: 1)
once.initialize(to: pthread_once_t())
let isVerbose = Atomic(false)
let lines = Atomic(0)

func prepareLog() {
    pthread_once(once) {
        // The log tells of its own beginning, if somebody wants to hear everything.
        if isVerbose.load(ordering: .sequentiallyConsistent) { write() }
    }
}

func log() {
    prepareLog()
    write()
}

func write() { lines.wrappingAdd(1, ordering: .sequentiallyConsistent) }

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

let worker = start { log() }
let switcher = start { isVerbose.store(true, ordering: .sequentiallyConsistent) }
pthread_join(worker, nil)
pthread_join(switcher, nil)
precondition(lines.load(ordering: .sequentiallyConsistent) >= 1)
