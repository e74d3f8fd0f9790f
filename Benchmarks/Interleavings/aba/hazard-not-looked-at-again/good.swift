import Glibc
import Synchronization

/// Boxes by number; a reader says in `hazard` which one it looks into, so that it is not given away meanwhile.
final class Shelf: Sendable {
    let current = Atomic(0)
    let hazard = Atomic(-1)
    let owners: [Box] = [Box(), Box()]

    final class Box: Sendable {
        let isGivenAway = Atomic(false)
    }

    func look() {
        var box = current.load(ordering: .sequentiallyConsistent)
        while true {
            hazard.store(box, ordering: .sequentiallyConsistent)
            let now = current.load(ordering: .sequentiallyConsistent)
            if now == box { break }
            box = now
        }
        precondition(!owners[box].isGivenAway.load(ordering: .sequentiallyConsistent), "given away")
        hazard.store(-1, ordering: .sequentiallyConsistent)
    }

    func replace() {
        let old = current.exchange(1, ordering: .sequentiallyConsistent)
        if hazard.load(ordering: .sequentiallyConsistent) != old {
            owners[old].isGivenAway.store(true, ordering: .sequentiallyConsistent)
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

let shelf = Shelf()
let reader = start { shelf.look() }
let writer = start { shelf.replace() }
pthread_join(reader, nil)
pthread_join(writer, nil)
