// BUG: livelock. A thread looks 20,000 times, holding the lock that the other needs, while the first one naps; with the mistake, for ever.
import Foundation
import Synchronization

let ready = Atomic<Bool>(false)
let lock = NSLock()
let waiter = Thread {
    lock.lock()
    #if BUG
        while !ready.load(ordering: .acquiring) {}
    #else
        for _ in 0..<20_000 where ready.load(ordering: .acquiring) { break }
    #endif
    lock.unlock()
}
let maker = Thread {
    lock.lock()
    ready.store(true, ordering: .releasing)
    lock.unlock()
}
waiter.start()
maker.start()
while !waiter.isFinished || !maker.isFinished { usleep(50) }
