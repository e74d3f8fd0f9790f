import Synchronization

/// fork 전에 만든 객체이니 자식도 같은 것을 본다고 봄.
struct SharedCounter {
    private final class Box: Sendable { let count = Mutex(0) }
    private let box = Box()

    init() throws {}

    func increment() {
        box.count.withLock { $0 += 1 }
    }

    var value: Int { box.count.withLock { $0 } }
}
