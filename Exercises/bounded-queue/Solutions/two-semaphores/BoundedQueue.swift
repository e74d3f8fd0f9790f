import Foundation

/// 빈자리를 세는 세마포어와 든 것을 세는 세마포어. 셈이 둘로 나뉘어 엉뚱한 쪽을 깨우는 일이 없음.
/// 원형 배열을 지키는 락은 옮기는 동안만 쥠.
final class BoundedQueue<Element>: @unchecked Sendable {
    private let free: Semaphore
    private let filled = Semaphore(0)
    private let lock = NSLock()
    private var ring: [Element?]
    private var head = 0
    private var tail = 0

    init(capacity: Int) {
        free = Semaphore(capacity)
        ring = Array(repeating: nil, count: capacity)
    }

    func put(_ item: Element) {
        free.wait()
        lock.withLock {
            ring[tail] = item
            tail = (tail + 1) % ring.count
        }
        filled.signal()
    }

    func take() -> Element {
        filled.wait()
        let item = lock.withLock {
            defer {
                ring[head] = nil
                head = (head + 1) % ring.count
            }
            return ring[head]
        }
        free.signal()
        guard let item else { preconditionFailure("든 것을 센 만큼만 꺼냄") }
        return item
    }
}

/// 0보다 작아지지 않는 수. `signal`은 하나 늘리고, `wait`는 하나 줄이되 0이면 기다림.
private final class Semaphore: @unchecked Sendable {
    private let condition = NSCondition()
    private var count: Int

    init(_ count: Int) {
        self.count = count
    }

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
