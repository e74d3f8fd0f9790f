import Glibc
import Synchronization

final class Position: Sendable {
    private let sequence = Atomic(0)
    private let x = Atomic(0)
    private let y = Atomic(0)

    func move(to place: Int) {
        sequence.wrappingAdd(1, ordering: .sequentiallyConsistent)
        x.store(place, ordering: .sequentiallyConsistent)
        y.store(place, ordering: .sequentiallyConsistent)
        sequence.wrappingAdd(1, ordering: .sequentiallyConsistent)
    }

    func read() -> (x: Int, y: Int)? {
        let before = sequence.load(ordering: .sequentiallyConsistent)
        guard before % 2 == 0 else { return nil }
        let seen = (
            x: x.load(ordering: .sequentiallyConsistent),
            y: y.load(ordering: .sequentiallyConsistent)
        )
        guard sequence.load(ordering: .sequentiallyConsistent) == before else { return nil }
        return seen
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

let position = Position()
let writer = start {
    position.move(to: 1)
    position.move(to: 2)
}
let reader = start {
    if let seen = position.read() { precondition(seen.x == seen.y, "half moved") }
}
pthread_join(writer, nil)
pthread_join(reader, nil)
