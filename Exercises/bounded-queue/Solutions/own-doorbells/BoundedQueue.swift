import Foundation

/// 기다리는 스레드마다 초인종을 하나씩 두고 줄을 세움. 깨울 스레드를 골라서 그 초인종만 울림.
final class BoundedQueue<Element>: @unchecked Sendable {
    private let capacity: Int
    private let lock = NSLock()
    private var items: [Element] = []
    private var waitingToPut: [Doorbell] = []
    private var waitingToTake: [Doorbell] = []

    init(capacity: Int) {
        self.capacity = capacity
    }

    func put(_ item: Element) {
        lock.lock()
        while items.count == capacity {
            let bell = Doorbell()
            waitingToPut.append(bell)
            sleep(until: bell)
        }
        items.append(item)
        let next = waitingToTake.isEmpty ? nil : waitingToTake.removeFirst()
        lock.unlock()
        next?.ring()
    }

    func take() -> Element {
        lock.lock()
        while items.isEmpty {
            let bell = Doorbell()
            waitingToTake.append(bell)
            sleep(until: bell)
        }
        let item = items.removeFirst()
        let next = waitingToPut.isEmpty ? nil : waitingToPut.removeFirst()
        lock.unlock()
        next?.ring()
        return item
    }

    /// 줄에 선 다음 락을 쥔 채 부름. 락을 놓고 잠들고, 깨어나면 락을 다시 쥐고 돌아옴.
    private func sleep(until bell: Doorbell) {
        lock.unlock()
        bell.waitForRing()
        lock.lock()
    }
}

/// 한 번 울리면 울린 것을 기억함. 잠들기 전에 울려도 놓치지 않음.
private final class Doorbell: @unchecked Sendable {
    private let condition = NSCondition()
    private var hasRung = false

    func ring() {
        condition.lock()
        hasRung = true
        condition.signal()
        condition.unlock()
    }

    func waitForRing() {
        condition.lock()
        defer { condition.unlock() }
        while !hasRung { condition.wait() }
    }
}
