import Glibc

final class Directory: @unchecked Sendable {
    private let lock = UnsafeMutablePointer<pthread_rwlock_t>.allocate(capacity: 1)
    private var numbers: [String: Int] = [:]
    private var next = 1

    init() { pthread_rwlock_init(lock, nil) }

    func number(of name: String) -> Int {
        pthread_rwlock_rdlock(lock)
        let known = numbers[name]
        pthread_rwlock_unlock(lock)
        if let known { return known }

        pthread_rwlock_wrlock(lock)
        defer { pthread_rwlock_unlock(lock) }
        if let known = numbers[name] { return known }
        let number = next
        next += 1
        numbers[name] = number
        return number
    }

    deinit {
        pthread_rwlock_destroy(lock)
        lock.deallocate()
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

let directory = Directory()
var answer = 0
let first = start { answer = directory.number(of: "kim") }
let second = directory.number(of: "kim")
pthread_join(first, nil)
precondition(answer == second, "one name has two numbers")
