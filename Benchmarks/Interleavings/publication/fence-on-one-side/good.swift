import Glibc
import Synchronization

final class Box: @unchecked Sendable {
    private var value = 0
    private let there = Atomic(false)

    func put(_ new: Int) {
        value = new
        atomicMemoryFence(ordering: .releasing)
        there.store(true, ordering: .relaxed)
    }

    func get() -> Int? {
        guard there.load(ordering: .relaxed) else { return nil }
        atomicMemoryFence(ordering: .acquiring)
        return value
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

let box = Box()
let writer = start { box.put(5) }
let reader = start {
    if let value = box.get() { precondition(value == 5) }
}
pthread_join(writer, nil)
pthread_join(reader, nil)
