import CSandbox
import Glibc
import Synchronization

/// What the thread that watches a run and those who wait for it share.
final class RunState: Sendable {
    private struct Content {
        /// nil once the run is over.
        var control: Int32?
        /// The first reason for which the end was ordered.
        var order: Ending?
        var finished: Finished?
        var waiters: [CheckedContinuation<Finished, Never>] = []
    }

    private let content: Mutex<Content>

    /// Takes the control descriptor over.
    init(control: Int32) {
        content = Mutex(Content(control: control))
    }

    var order: Ending? {
        content.withLock { $0.order }
    }

    /// Orders the end. The first reason stays; after the end nothing happens.
    func end(_ reason: Ending) {
        content.withLock { content in
            guard let control = content.control, content.order == nil else { return }
            content.order = reason
            sandbox_order_end(control)
        }
    }

    /// What `body` says of the run; nil once it is over, when the warden's number may soon be somebody else's.
    func whileRunning<Value>(_ body: () -> Value) -> Value? {
        content.withLock { $0.control == nil ? nil : body() }
    }

    /// No order can be given any more.
    func closeControl() {
        content.withLock { content in
            guard let control = content.control else { return }
            close(control)
            content.control = nil
        }
    }

    func finish(_ finished: Finished) {
        let waiters = content.withLock { content in
            content.finished = finished
            defer { content.waiters = [] }
            return content.waiters
        }
        for waiter in waiters {
            waiter.resume(returning: finished)
        }
    }

    func wait() async -> Finished {
        await withCheckedContinuation { waiter in
            let finished: Finished? = content.withLock { content in
                guard content.finished == nil else { return content.finished }
                content.waiters.append(waiter)
                return nil
            }
            if let finished {
                waiter.resume(returning: finished)
            }
        }
    }
}
