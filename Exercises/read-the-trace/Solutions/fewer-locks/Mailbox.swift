import Foundation

/// 편지와 보낸 수를 조건 변수의 락 하나로 지킴.
final class Mailbox: @unchecked Sendable {
    private let condition = NSCondition()
    private var letters: [String] = []
    private var sentCount = 0

    var sent: Int {
        condition.lock()
        defer { condition.unlock() }
        return sentCount
    }

    func send(_ letter: String) {
        condition.lock()
        defer { condition.unlock() }
        sentCount += 1
        letters.append(letter)
        condition.signal()
    }

    func receive() -> (letter: String, sent: Int) {
        condition.lock()
        defer { condition.unlock() }
        while letters.isEmpty { condition.wait() }
        return (letters.removeFirst(), sentCount)
    }
}
