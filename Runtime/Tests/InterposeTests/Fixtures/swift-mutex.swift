// BUG: assertion. The lock is let go between looking and acting.
import Foundation
import Synchronization

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

let seats = Mutex(1)
let sold = Mutex(0)
together(2) { _ in
    #if BUG
        let isFree = seats.withLock { $0 > 0 }
        if isFree {
            seats.withLock { $0 -= 1 }
            sold.withLock { $0 += 1 }
        }
    #else
        let isMine = seats.withLock { left in
            guard left > 0 else { return false }
            left -= 1
            return true
        }
        if isMine { sold.withLock { $0 += 1 } }
    #endif
}
precondition(sold.withLock { $0 } == 1, "sold twice")
