// BUG: assertion. Loading and storing atomically is no atomic increment.
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

let count = Atomic(0)
let published = Atomic(false)
var data = 0
together(3) { index in
    if index == 2 {
        while !published.load(ordering: .acquiring) {}
        precondition(data == 7)
    } else {
        #if BUG
            count.store(count.load(ordering: .acquiring) + 1, ordering: .releasing)
        #else
            count.wrappingAdd(1, ordering: .relaxed)
        #endif
        if index == 0 {
            data = 7
            published.store(true, ordering: .releasing)
        }
    }
}
precondition(count.load(ordering: .acquiring) == 2)
