import Glibc
import Synchronization

final class Shop: Sendable {
    private let tickets = Atomic(0)
    private let serving = Atomic(0)
    private let isShut = Atomic(false)
    private let sold = Atomic(0)

    func shut() { isShut.store(true, ordering: .releasing) }

    func buy() {
        let mine = tickets.wrappingAdd(1, ordering: .relaxed).oldValue
        if isShut.load(ordering: .acquiring) {
            return
        }
        while serving.load(ordering: .acquiring) != mine { sched_yield() }
        sold.wrappingAdd(1, ordering: .relaxed)
        serving.store(mine + 1, ordering: .releasing)
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

@main
struct Program {
    static func main() {
        let shop = Shop()
        let customers = (0..<2).map { _ in
            start { shop.buy() }
        }
        shop.shut()
        for customer in customers { pthread_join(customer, nil) }
    }
}
