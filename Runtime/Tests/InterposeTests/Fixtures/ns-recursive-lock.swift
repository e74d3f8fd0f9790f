// BUG: deadlock. A lock that is not recursive is locked again by its holder.
import Foundation

#if BUG
    let lock = NSLock()
#else
    let lock = NSRecursiveLock()
#endif

func outer() {
    lock.lock()
    inner()
    lock.unlock()
}

func inner() {
    lock.lock()
    lock.unlock()
}

Thread.detachNewThread { outer() }
outer()
if lock.try() { lock.unlock() }
