import Foundation

final class Window: @unchecked Sendable {}

final class Button: @unchecked Sendable {
    private weak var window: Window?

    func attach(to new: Window) {
        window = new
    }

    func isAttached() -> Bool {
        return window != nil
    }
}

/// Runs every body on a thread of its own and returns when all have ended.
func inThreads(_ bodies: [@Sendable () -> Void]) {
    let ended = NSCondition()
    nonisolated(unsafe) var running = bodies.count
    for body in bodies {
        let thread = Thread {
            body()
            ended.lock()
            running -= 1
            ended.signal()
            ended.unlock()
        }
        thread.start()
    }
    ended.lock()
    while running > 0 { ended.wait() }
    ended.unlock()
}

let window = Window()
let button = Button()
inThreads([{ button.attach(to: window) }, { _ = button.isAttached() }])
precondition(button.isAttached())
