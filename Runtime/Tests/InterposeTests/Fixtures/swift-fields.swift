// BUG: data_race. Two fields of one structure are two variables; the same field is one.
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

struct Pair {
    var left = 0
    var right = 0
}

final class Box { var pair = Pair() }

let box = Box()
together(2) { index in
    #if BUG
        box.pair.left = index
    #else
        if index == 0 { box.pair.left = 1 } else { box.pair.right = 1 }
    #endif
}
