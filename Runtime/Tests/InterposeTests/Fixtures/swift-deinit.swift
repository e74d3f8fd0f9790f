// BUG: data_race. Whoever lets go last ends the object, after all that others did to it.
import Foundation

final class Box {
    var value = 0
    let lock = NSLock()

    func add() {
        #if !BUG
            lock.lock()
        #endif
        value += 1
        #if !BUG
            lock.unlock()
        #endif
    }

    deinit { value += 1 }
}

func run() {
    let box = Box()
    for _ in 0..<2 {
        Thread.detachNewThread {
            box.add()
            sched_yield()
            withExtendedLifetime(box) {}
        }
    }
}

run()
