import Dispatch
import Synchronization

func parallelSum(_ numbers: [Int], threads: Int) -> Int {
    let total = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: threads) { thread in
        let part = stride(from: thread, to: numbers.count, by: threads).reduce(0) { $0 + numbers[$1] }
        total.withLock { $0 += part }
    }
    return total.withLock { $0 }
}
