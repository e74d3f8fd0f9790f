import Glibc
import Synchronization

final class Ring: @unchecked Sendable {
    private let slots = UnsafeMutablePointer<Int>.allocate(capacity: 4)
    private let head = Atomic(0)
    private let tail = Atomic(0)

    init() { slots.initialize(repeating: 0, count: 4) }

    func push(_ value: Int) -> Bool {
        let end = tail.load(ordering: .relaxed)
        guard end - head.load(ordering: .acquiring) < 4 else { return false }
        slots[end % 4] = value
        tail.store(end + 1, ordering: .releasing)
        return true
    }

    func pop() -> Int? {
        let start = head.load(ordering: .relaxed)
        guard start < tail.load(ordering: .acquiring) else { return nil }
        let value = slots[start % 4]
        head.store(start + 1, ordering: .releasing)
        return value
    }

    deinit { slots.deallocate() }
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

let ring = Ring()
let writer = start {
    for value in 1...2 { precondition(ring.push(value)) }
}
let reader = start {
    if let value = ring.pop() { precondition(value == 1) }
}
pthread_join(writer, nil)
pthread_join(reader, nil)
