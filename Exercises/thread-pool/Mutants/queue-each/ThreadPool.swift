import Foundation
import ServerKit

final class ThreadPool: @unchecked Sendable {
    typealias Job = @Sendable () throws -> Void

    private let lock = NSLock()
    private let joining = NSLock()
    private let queues: [JobQueue]
    private var workers: [RunningThread] = []
    private var turn = 0

    init(size: Int) {
        queues = (0..<size).map { _ in JobQueue() }
        workers = queues.map { queue in
            try! startThread {
                while let job = queue.take() { try? job() }
            }
        }
    }

    func submit(_ job: @escaping Job) -> Bool {
        // 스레드마다 돌아가며 하나씩 나눠 줌.
        let queue = lock.withLock {
            turn += 1
            return queues[turn % queues.count]
        }
        return queue.put(job)
    }

    func shutdown() {
        joining.withLock {
            queues.forEach { $0.close() }
            workers.forEach { $0.join() }
            workers = []
        }
    }
}

private final class JobQueue: @unchecked Sendable {
    private let condition = NSCondition()
    private var waiting: [ThreadPool.Job] = []
    private var isClosed = false

    func put(_ job: @escaping ThreadPool.Job) -> Bool {
        condition.lock()
        defer { condition.unlock() }
        if isClosed { return false }
        waiting.append(job)
        condition.signal()
        return true
    }

    func close() {
        condition.lock()
        isClosed = true
        condition.signal()
        condition.unlock()
    }

    func take() -> ThreadPool.Job? {
        condition.lock()
        defer { condition.unlock() }
        while waiting.isEmpty && !isClosed { condition.wait() }
        return waiting.isEmpty ? nil : waiting.removeFirst()
    }
}
