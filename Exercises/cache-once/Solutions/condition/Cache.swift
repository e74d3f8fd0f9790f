import Foundation

/// 누가 만드는 중인지도 적어 둠. 늦게 온 스레드는 다 만들었다는 알림을 기다림.
final class Cache: @unchecked Sendable {
    private enum Entry {
        case making
        case made(Int)
    }

    private let condition = NSCondition()
    private var entries: [String: Entry] = [:]

    func value(for key: String, make: (String) -> Int) -> Int {
        if let value = claim(key) { return value }
        let value = make(key)
        condition.lock()
        entries[key] = .made(value)
        condition.broadcast()
        condition.unlock()
        return value
    }

    /// 이미 만든 값. 내가 만들 차례면 nil.
    private func claim(_ key: String) -> Int? {
        condition.lock()
        defer { condition.unlock() }
        while let entry = entries[key] {
            if case .made(let value) = entry { return value }
            condition.wait()
        }
        entries[key] = .making
        return nil
    }
}
