import Synchronization

/// 표를 지키는 락은 칸을 찾을 때만 쥠. 만드는 동안에는 그 칸의 락만 쥠.
final class Cache: Sendable {
    private final class Entry: Sendable {
        let value = Mutex<Int?>(nil)
    }

    private let entries = Mutex<[String: Entry]>([:])

    func value(for key: String, make: (String) -> Int) -> Int {
        let entry = entries.withLock { entries in
            if let entry = entries[key] { return entry }
            let entry = Entry()
            entries[key] = entry
            return entry
        }
        return entry.value.withLock { value in
            if let value { return value }
            let made = make(key)
            value = made
            return made
        }
    }
}
