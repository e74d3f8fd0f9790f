import Glibc
import Synchronization

final class Node: Sendable {
    let next = Atomic(0)
    let users = Atomic(0)
}

/// Nodes by number from 1; 0 is none.
let nodes = (0...3).map { _ in Node() }
/// The number of the top node in the low 8 bits, above them how often it has changed.
let head = Atomic(0)
let versions = 1 << 40

func replaced(_ top: Int, by node: Int) -> Int {
    (((top >> 8) + 1) % versions) << 8 | node
}

func push(_ node: Int) {
    var (done, top) = (false, head.load(ordering: .acquiring))
    while !done {
        nodes[node].next.store(top & 0xff, ordering: .relaxed)
        (done, top) = head.compareExchange(
            expected: top, desired: replaced(top, by: node), ordering: .acquiringAndReleasing)
    }
}

func pop() -> Int? {
    var top = head.load(ordering: .acquiring)
    while top & 0xff != 0 {
        let node = top & 0xff
        let next = nodes[node].next.load(ordering: .relaxed)
        let (done, seen) = head.compareExchange(
            expected: top, desired: replaced(top, by: next), ordering: .acquiringAndReleasing)
        if done {
            let users = nodes[node].users.wrappingAdd(1, ordering: .relaxed).newValue
            precondition(users == 1, "one node for two users")
            return node
        }
        top = seen
    }
    return nil
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
        for node in 1...3 { push(node) }
        let patient = start {
            _ = pop()
            _ = pop()
        }
        let busy = start {
            guard let first = pop() else { return }
            guard pop() != nil, pop() != nil else { return }
            nodes[first].users.wrappingSubtract(1, ordering: .relaxed)
            push(first)
        }
        pthread_join(patient, nil)
        pthread_join(busy, nil)
    }
}
