// uses: threads · mode 5 · -Onone
import Foundation

final class Counter: @unchecked Sendable {
    private let lock = NSLock()
    private var value = 0
    func add() { lock.withLock { value += 1 } }
    var total: Int {
        lock.lock()
        defer { lock.unlock() }
        return value
    }
}

final class Gate: @unchecked Sendable {
    private let condition = NSCondition()
    private var isOpen = false
    func open() {
        condition.lock()
        isOpen = true
        condition.broadcast()
        condition.unlock()
    }
    func pass() {
        condition.lock()
        while !isOpen { condition.wait() }
        condition.unlock()
    }
}

func count(threads: Int, times: Int) -> Int {
    let counter = Counter(), gate = Gate(), done = DispatchSemaphore(value: 0)
    for index in 0..<threads {
        let thread = Thread {
            gate.pass()
            for _ in 0..<times { counter.add() }
            done.signal()
        }
        thread.name = "일꾼 \(index)"
        thread.stackSize = 1 << 19
        thread.start()
    }
    gate.open()
    for _ in 0..<threads { done.wait() }
    Thread.sleep(forTimeInterval: 0.001)
    let recursive = NSRecursiveLock()
    recursive.lock()
    recursive.unlock()
    return counter.total
}
