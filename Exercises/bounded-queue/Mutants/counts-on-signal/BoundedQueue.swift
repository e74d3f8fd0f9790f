import Foundation

/// put이 signal을 보내니, take는 그 signal을 기다렸다가 꺼내면 됨.
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
        while items.count == capacity { condition.wait() }
        items.append(item)
        condition.broadcast()
    }

    func take() -> Element {
        condition.lock()
        defer { condition.unlock() }
        condition.wait()
        let item = items.removeFirst()
        condition.broadcast()
        return item
    }
}
