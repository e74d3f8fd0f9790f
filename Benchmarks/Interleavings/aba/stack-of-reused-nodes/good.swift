import Glibc
import Synchronization

final class Node: Sendable {
    let next = Atomic(0)
    let users = Atomic(0)
}

/// Nodes by number from 1; 0 is none.
let nodes = (0...3).map { _ in Node() }
/// The number of the top node in the low 8 bits; above them how often it has changed.
let head = Atomic(0)

func replaced(_ top: Int, by node: Int) -> Int {
    ((top >> 8) + 1) << 8 | node
}

func push(_ node: Int) {
    var top = head.load(ordering: .acquiring)
    while true {
        nodes[node].next.store(top & 0xff, ordering: .relaxed)
        let (done, seen) = head.compareExchange(
            expected: top, desired: replaced(top, by: node), ordering: .acquiringAndReleasing)
        if done { return }
        top = seen
    }
}

func pop() -> Int? {
    var top = head.load(ordering: .acquiring)
    while top & 0xff != 0 {
        let next = nodes[top & 0xff].next.load(ordering: .relaxed)
        let (done, seen) = head.compareExchange(
            expected: top, desired: replaced(top, by: next), ordering: .acquiringAndReleasing)
        if done { return top & 0xff }
        top = seen
    }
    return nil
}

func use() -> Int? {
    guard let node = pop() else { return nil }
    let users = nodes[node].users.wrappingAdd(1, ordering: .relaxed).newValue
    precondition(users == 1, "one node for two users")
    return node
}

func giveBack(_ node: Int) {
    nodes[node].users.wrappingSubtract(1, ordering: .relaxed)
    push(node)
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

for node in 1...3 { push(node) }
let patient = start {
    _ = use()
    _ = use()
}
let busy = start {
    let first = use()
    _ = use()
    if let first { giveBack(first) }
}
pthread_join(patient, nil)
pthread_join(busy, nil)
