import Foundation

/// 조건이 바뀔 때까지 락을 풀었다 쥐었다 하며 다시 확인하면 기다리는 것임.
final class BoundedQueue<Element>: @unchecked Sendable {
    private let capacity: Int
    private let condition = NSCondition()
    private var items: [Element] = []

    init(capacity: Int) {
        self.capacity = capacity
    }

    func put(_ item: Element) {
        condition.lock()
        defer { condition.unlock() }
        while items.count == capacity {
            condition.unlock()
            sched_yield()
            condition.lock()
        }
        items.append(item)
    }

    func take() -> Element {
        condition.lock()
        defer { condition.unlock() }
        while items.isEmpty {
            condition.unlock()
            sched_yield()
            condition.lock()
        }
        return items.removeFirst()
    }
}
