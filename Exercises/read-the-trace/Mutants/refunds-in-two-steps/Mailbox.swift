import Foundation

/// 편지함. 받을 편지가 없으면 올 때까지 기다림. 보낸 수를 함께 셈.
final class Mailbox: @unchecked Sendable {
    private let countLock = NSLock()
    private let condition = NSCondition()
    private var letters: [String] = []
    private var sentCount = 0

    /// 지금까지 보낸 편지의 수.
    var sent: Int {
        countLock.lock()
        defer { countLock.unlock() }
        return sentCount
    }

    func send(_ letter: String) {
        countLock.lock()
        defer { countLock.unlock() }
        sentCount += 1
        condition.lock()
        letters.append(letter)
        condition.signal()
        condition.unlock()
    }

    /// 가장 먼저 온 편지를 꺼내고, 그때까지 보낸 편지의 수를 함께 돌려줌.
    func receive() -> (letter: String, sent: Int) {
        condition.lock()
        while letters.isEmpty { condition.wait() }
        let letter = letters.removeFirst()
        condition.unlock()
        countLock.lock()
        defer { countLock.unlock() }
        return (letter, sentCount)
    }
}
