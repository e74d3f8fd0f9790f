// BUG: assertion. A program with @main and threads of POSIX; a thread's own dictionary.
import Foundation

final class Count: @unchecked Sendable {
    var value = 0
}

@main
struct Program {
    static func main() {
        let count = Count()
        let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
        pthread_mutex_init(lock, nil)
        let threads = (0..<2).map { index in
            let thread = Thread {
                Thread.current.threadDictionary["index"] = index
                #if !BUG
                    pthread_mutex_lock(lock)
                #endif
                count.value += 1
                #if !BUG
                    pthread_mutex_unlock(lock)
                #endif
                precondition(Thread.current.threadDictionary["index"] as? Int == index)
            }
            thread.name = "worker"
            return thread
        }
        threads.forEach { $0.start() }
        while !threads.allSatisfy(\.isFinished) { Thread.sleep(forTimeInterval: 0.01) }
        pthread_mutex_lock(lock)
        precondition(count.value == 2)
        pthread_mutex_unlock(lock)
        pthread_mutex_destroy(lock)
        lock.deallocate()
    }
}
