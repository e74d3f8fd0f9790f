import Foundation
import ServerKit

/// 닫힘도 줄에 섬: 맨 뒤에 스레드 수만큼 nil을 넣고, nil을 꺼낸 스레드는 끝남. 그래서 앞의 작업이 모두 먼저 나감.
/// 둘째 shutdown은 첫째가 join을 마칠 때까지 `closing`에서 기다림.
final class ThreadPool: @unchecked Sendable {
    typealias Job = @Sendable () throws -> Void

    private let line = Line<Job?>()
    private let closing = NSLock()
    private var workers: [RunningThread] = []

    init(size: Int) {
        let line = line
        workers = (0..<size).map { _ in
            try! startThread {
                while let job = line.take() {
                    do { try job() } catch {}
                }
            }
        }
    }

    func submit(_ job: @escaping Job) -> Bool {
        line.put(job)
    }

    func shutdown() {
        closing.withLock {
            line.close(with: Array(repeating: nil, count: workers.count))
            for worker in workers { worker.join() }
            workers = []
        }
    }
}

/// 한도가 없는 줄. 든 것을 세는 세마포어에서 기다림.
private final class Line<Item>: @unchecked Sendable {
    private let filled = Semaphore()
    private let lock = NSLock()
    private var items: [Item] = []
    private var isClosed = false

    func put(_ item: Item) -> Bool {
        let isTaken = lock.withLock {
            if !isClosed { items.append(item) }
            return !isClosed
        }
        if isTaken { filled.signal() }
        return isTaken
    }

    /// 마지막으로 넣을 것들을 넣고 닫음. 다시 부르면 아무것도 하지 않음.
    func close(with last: [Item]) {
        let isFirst = lock.withLock {
            defer { isClosed = true }
            if !isClosed { items += last }
            return !isClosed
        }
        if isFirst { last.forEach { _ in filled.signal() } }
    }

    func take() -> Item {
        filled.wait()
        return lock.withLock { items.removeFirst() }
    }
}

private final class Semaphore: @unchecked Sendable {
    private let condition = NSCondition()
    private var count = 0

    func wait() {
        condition.lock()
        defer { condition.unlock() }
        while count == 0 { condition.wait() }
        count -= 1
    }

    func signal() {
        condition.lock()
        defer { condition.unlock() }
        count += 1
        condition.signal()
    }
}
