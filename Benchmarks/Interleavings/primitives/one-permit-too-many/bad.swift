import Glibc
import Synchronization

let permits = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)
sem_init(permits, 0, 2)

final class Room: Sendable {
    let people = Atomic(0)
}
let room = Room()

func enter() {
    while sem_wait(permits) != 0 {}
    precondition(room.people.wrappingAdd(1, ordering: .relaxed).newValue == 1, "crowded")
    room.people.wrappingSubtract(1, ordering: .relaxed)
    sem_post(permits)
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

let threads = (0..<3).map { _ in
    start { enter() }
}
for thread in threads { pthread_join(thread, nil) }
