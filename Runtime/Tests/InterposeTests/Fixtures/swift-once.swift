// BUG: assertion. A global is made once, whoever comes first; a lazy property is not.
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

let made = Atomic(0)

final class Expensive {
    init() { made.wrappingAdd(1, ordering: .relaxed) }
}

final class Holder {
    static let only = Expensive()
    lazy var perhaps = Expensive()
}

let holder = Holder()
together(2) { _ in
    #if BUG
        _ = holder.perhaps
    #else
        _ = Holder.only
    #endif
}
precondition(made.load(ordering: .acquiring) == 1, "made twice")
