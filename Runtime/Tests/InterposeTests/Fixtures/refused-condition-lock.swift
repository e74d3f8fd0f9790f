// REFUSED: NSConditionLock. Its waiting traps in Foundation itself.
import Foundation

let lock = NSConditionLock(condition: 0)
Thread.detachNewThread {
    lock.lock()
    lock.unlock(withCondition: 1)
}
lock.lock(whenCondition: 1)
