// BUG: data_race. Foundation's own containers are not for two threads.
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

let list = NSMutableArray()
let lock = NSLock()
together(2) { index in
    #if !BUG
        lock.lock()
    #endif
    list.add(index)
    #if !BUG
        lock.unlock()
    #endif
}
