import Foundation

final class Login: @unchecked Sendable {
    private static let lock = NSLock()
    nonisolated(unsafe) private static var name = ""

    static var user: String {
        get { lock.withLock { name } }
        set { lock.withLock { name = newValue } }
    }
}

func serve(_ user: String) {
    Login.user = user
    precondition(Login.user == user, "served as somebody else")
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

inThreads([{ serve("kim") }, { serve("lee") }])
