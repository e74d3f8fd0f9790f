// BUG: assertion. A counter without its lock loses an update.
import Foundation

/// Runs `body` on `count` threads and returns when all are done.
func together(_ count: Int, _ body: @escaping (Int) -> Void) {
    let done = NSCondition()
    var left = count
    for index in 0..<count {
        Thread.detachNewThread {
            body(index)
            done.lock()
            left -= 1
            done.signal()
            done.unlock()
        }
    }
    done.lock()
    while left > 0 { done.wait() }
    done.unlock()
}

var count = 0
let lock = NSLock()
together(2) { _ in
    #if !BUG
        lock.lock()
    #endif
    count += 1
    #if !BUG
        lock.unlock()
    #endif
}
precondition(count == 2, "an update is lost")
