// BUG: assertion. That the mutex may not be available is forgotten.
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

let count = Mutex(0)
together(2) { _ in
    let got: Void? = count.withLockIfAvailable { $0 += 1 }
    #if !BUG
        if got == nil { count.withLock { $0 += 1 } }
    #endif
    _ = got
}
precondition(count.withLock { $0 } == 2)
