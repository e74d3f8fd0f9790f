// BUG: assertion. Descriptions are asked for while `print` holds its lock: that stops nobody.
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

struct Teller: CustomStringConvertible {
    var description: String { "\(count.withLock { number in number += 1; return number })" }
}

together(2) { _ in
    print(Teller(), Teller())
    debugPrint(Teller())
}
#if BUG
    precondition(count.withLock { $0 } == 5)
#else
    precondition(count.withLock { $0 } == 6)
#endif
