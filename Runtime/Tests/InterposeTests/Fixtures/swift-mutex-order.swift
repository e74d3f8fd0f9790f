// BUG: deadlock. Two mutexes are taken in opposite order.
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

let first = Mutex(0)
let second = Mutex(0)
together(2) { index in
    #if BUG
        let isForwards = index == 0
    #else
        let isForwards = true
    #endif
    if isForwards {
        first.withLock { one in second.withLock { $0 += one } }
    } else {
        second.withLock { one in first.withLock { $0 += one } }
    }
}
