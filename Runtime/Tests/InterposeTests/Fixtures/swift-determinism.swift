// BUG: assertion. Chance, hashing and time are the same in each run of a schedule.
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

let lock = NSLock()
var words: Set<String> = []
together(3) { index in
    lock.lock()
    words.insert("word \(index) \(Int.random(in: 0..<1000))")
    lock.unlock()
}
print(words, Date(), Int.random(in: 0..<1_000_000), [1: 2, 3: 4, 5: 6, 7: 8].map { $0.key })
Thread.sleep(forTimeInterval: 0.5)
print(Date(), ProcessInfo.processInfo.systemUptime)
#if BUG
    preconditionFailure("\(words)")
#endif
