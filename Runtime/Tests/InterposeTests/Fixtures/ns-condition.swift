// BUG: assertion. Two consumers wait with `if`: one takes what the other was woken for.
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

let filled = NSCondition()
var items = 0
together(3) { index in
    filled.lock()
    if index == 0 {
        items += 1
        filled.broadcast()
        while items > 0 { filled.wait() }
        items += 1
        filled.broadcast()
    } else {
        #if BUG
            if items == 0 { filled.wait() }
        #else
            while items == 0 { filled.wait() }
        #endif
        items -= 1
        precondition(items >= 0, "taken twice")
        filled.broadcast()
    }
    filled.unlock()
}
