import Glibc
import Synchronization

final class Table: @unchecked Sendable {
    private let lock = UnsafeMutablePointer<pthread_rwlock_t>.allocate(capacity: 1)
    private let first = Atomic(0)
    private let second = Atomic(0)

    init() { pthread_rwlock_init(lock, nil) }

    func write(_ value: Int) {
        let locked = pthread_rwlock_trywrlock(lock) == 0
        first.store(value, ordering: .relaxed)
        second.store(value, ordering: .relaxed)
        if locked { pthread_rwlock_unlock(lock) }
    }

    func check() {
        pthread_rwlock_rdlock(lock)
        let one = first.load(ordering: .relaxed)
        let other = second.load(ordering: .relaxed)
        pthread_rwlock_unlock(lock)
        precondition(one == other, "changed while being read")
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

let table = Table()
let threads = [start { table.write(1) }, start { table.check() }]
for thread in threads { pthread_join(thread, nil) }
