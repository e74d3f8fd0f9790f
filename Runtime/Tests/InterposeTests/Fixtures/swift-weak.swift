// BUG: data_race. A weak variable is set by two threads.
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

final class Child {}
final class Parent { weak var child: Child? }

let parent = Parent()
let child = Child()
let lock = NSLock()
together(2) { _ in
    #if !BUG
        lock.lock()
    #endif
    parent.child = child
    #if !BUG
        lock.unlock()
    #endif
}
