import Foundation

/// 잠깐씩 자면서 확인하면 CPU를 쓰지 않음.
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
            usleep(1000)
            condition.lock()
        }
        items.append(item)
    }

    func take() -> Element {
        condition.lock()
        defer { condition.unlock() }
        while items.isEmpty {
            condition.unlock()
            usleep(1000)
            condition.lock()
        }
        return items.removeFirst()
    }
}
