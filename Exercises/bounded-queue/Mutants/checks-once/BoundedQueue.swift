import Foundation

/// 기다렸다 깨어났으면 자리가 났거나 무언가 들어온 것임. 다시 확인할 까닭이 없음.
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
        if items.count == capacity { condition.wait() }
        items.append(item)
        condition.broadcast()
    }

    func take() -> Element {
        condition.lock()
        defer { condition.unlock() }
        if items.isEmpty { condition.wait() }
        let item = items.removeFirst()
        condition.broadcast()
        return item
    }
}
