import Foundation

/// 자리가 정해진 큐. 넣는 스레드와 꺼내는 스레드가 여럿 있을 수 있음.
///
/// - 넣은 차례대로 나옴.
/// - 가득 차 있으면 `put`은 자리가 날 때까지, 비어 있으면 `take`는 무언가 들어올 때까지 잠들어 기다림.
/// - 든 것이 `capacity`개를 넘는 순간은 없음.
final class BoundedQueue<Element>: @unchecked Sendable {
    private let capacity: Int
    /// 락과 조건 변수가 하나로 묶인 것: lock, unlock, wait, signal, broadcast.
    private let condition = NSCondition()
    private var items: [Element] = []

    /// - Parameter capacity: 자리의 수, 1 이상.
    init(capacity: Int) {
        self.capacity = capacity
    }

    /// 맨 뒤에 넣음. 가득 차 있으면 기다림.
    func put(_ item: Element) {
        condition.lock()
        defer { condition.unlock() }
        // 1. 가득 차 있는 동안 기다리세요. 깨어났다고 꼭 자리가 있는 것은 아님.

        items.append(item)
        // 2. 기다리는 스레드에게 바뀌었다고 알리세요. 누구를 깨워야 할까요?
    }

    /// 맨 앞의 것을 꺼냄. 비어 있으면 기다림.
    func take() -> Element {
        condition.lock()
        defer { condition.unlock() }
        // 3. 비어 있는 동안 기다리세요. 지금은 비어 있으면 터짐.

        return items.removeFirst()
        // 4. 자리가 났다고 알려야 할 스레드가 있을까요? return 앞에서 알려야 함.
    }
}
