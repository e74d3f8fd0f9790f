// BUG: data_race. Arrays, dictionaries and strings are values, but their variable is one.
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

final class Store {
    var list: [Int] = []
    var table: [String: Int] = [:]
    var text = ""
}

let store = Store()
let lock = NSLock()
together(2) { index in
    #if !BUG
        lock.lock()
    #endif
    store.list.append(index)
    store.table["\(index)"] = index
    store.text += "x"
    #if !BUG
        lock.unlock()
    #endif
}
