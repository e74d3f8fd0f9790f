import Glibc
import Synchronization

/// Odd while the pair is being changed; never the same again.
let mark = Atomic(0)
let price = Atomic(10)
let tax = Atomic(1)

func setPrice(_ new: Int) {
    mark.wrappingAdd(1, ordering: .sequentiallyConsistent)
    price.store(new, ordering: .sequentiallyConsistent)
    tax.store(new / 10, ordering: .sequentiallyConsistent)
    mark.wrappingAdd(1, ordering: .sequentiallyConsistent)
}

func look() {
    let before = mark.load(ordering: .sequentiallyConsistent)
    guard before % 2 == 0 else { return }
    let (price, tax) = (
        price.load(ordering: .sequentiallyConsistent), tax.load(ordering: .sequentiallyConsistent)
    )
    guard mark.load(ordering: .sequentiallyConsistent) == before else { return }
    precondition(tax == price / 10, "the tax of another price")
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

let clerk = start { setPrice(50) }
let customer = start { look() }
pthread_join(clerk, nil)
pthread_join(customer, nil)
