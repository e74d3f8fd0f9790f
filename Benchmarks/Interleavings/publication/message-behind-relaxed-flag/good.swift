import Glibc
import Synchronization

final class Mailbox: @unchecked Sendable {
    private var message = (from: "", size: 0)
    private let full = Atomic(false)

    func send(_ size: Int) {
        message = (from: "kim", size: size)
        full.store(true, ordering: .releasing)
    }

    func receive() -> Int? {
        guard full.load(ordering: .acquiring) else { return nil }
        return message.size
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

let mailbox = Mailbox()
let sender = start { mailbox.send(7) }
let receiver = start {
    if let size = mailbox.receive() { precondition(size == 7) }
}
pthread_join(sender, nil)
pthread_join(receiver, nil)
