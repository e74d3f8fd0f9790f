struct TimerID: Hashable {
    fileprivate let number: Int
}

/// 시각의 차례로 늘어놓은 배열.
final class TimerLoop {
    private struct Entry {
        let id: TimerID
        let due: Int
        let callback: () -> Void
    }

    private let now: () -> Int
    private let wait: (Int?) -> Bool
    private var entries: [Entry] = []
    private var count = 0

    init(now: @escaping () -> Int, wait: @escaping (Int?) -> Bool) {
        self.now = now
        self.wait = wait
    }

    func after(_ ms: Int, _ callback: @escaping () -> Void) -> TimerID {
        count += 1
        let entry = Entry(id: TimerID(number: count), due: now() + max(0, ms), callback: callback)
        // 같은 시각이면 먼저 넣은 것의 뒤에.
        let place = entries.firstIndex { $0.due > entry.due } ?? entries.endIndex
        entries.insert(entry, at: place)
        return entry.id
    }

    func cancel(_ id: TimerID) {
        entries.removeAll { $0.id == id }
    }

    func run() {
        var goesOn = true
        while goesOn {
            goesOn = wait(entries.first.map { max(0, $0.due - now()) })
            let time = now()
            let due = entries.prefix { $0.due <= time }.map(\.id)
            for id in due {
                // 앞의 콜백이 취소했으면 없음.
                guard let place = entries.firstIndex(where: { $0.id == id }) else { continue }
                entries.remove(at: place).callback()
            }
        }
    }
}
