import Foundation

/// 조건 변수 하나를 넣는 쪽과 꺼내는 쪽이 함께 씀. 그래서 바뀔 때마다 모두 깨우고, 저마다 다시 확인함.
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
        while items.isEmpty { condition.wait() }
        let item = items.removeFirst()
        condition.broadcast()
        return item
    }
}
