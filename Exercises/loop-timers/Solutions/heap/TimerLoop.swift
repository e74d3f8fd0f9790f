struct TimerID: Hashable {
    let serial: Int
}

/// 이진 힙에 시각과 번호를, 사전에 콜백을 둠. 취소하면 사전에서만 빼고, 힙에 남은 것은 꼭대기에 왔을 때 버림.
final class TimerLoop {
    private struct Slot: Comparable {
        let due: Int
        let serial: Int

        static func < (a: Slot, b: Slot) -> Bool { (a.due, a.serial) < (b.due, b.serial) }
    }

    private let now: () -> Int
    private let wait: (Int?) -> Bool
    private var heap: [Slot] = []
    private var callbacks: [Int: () -> Void] = [:]
    private var serial = 0

    init(now: @escaping () -> Int, wait: @escaping (Int?) -> Bool) {
        self.now = now
        self.wait = wait
    }

    func after(_ ms: Int, _ callback: @escaping () -> Void) -> TimerID {
        serial += 1
        callbacks[serial] = callback
        push(Slot(due: now() + max(0, ms), serial: serial))
        return TimerID(serial: serial)
    }

    func cancel(_ id: TimerID) {
        callbacks[id.serial] = nil
    }

    func run() {
        while wait(timeUntilNearest()) {
            let time = now()
            let last = serial
            // 이번에 새로 넣은 것은 힙의 어디에 있든 다음 차례임.
            var postponed: [Slot] = []
            while let top = heap.first, top.due <= time {
                pop()
                if top.serial > last {
                    postponed.append(top)
                } else {
                    callbacks.removeValue(forKey: top.serial)?()
                }
            }
            postponed.forEach(push)
        }
    }

    private func timeUntilNearest() -> Int? {
        while let top = heap.first, callbacks[top.serial] == nil { pop() }
        return heap.first.map { max(0, $0.due - now()) }
    }

    private func push(_ slot: Slot) {
        heap.append(slot)
        var place = heap.count - 1
        while place > 0, heap[place] < heap[(place - 1) / 2] {
            heap.swapAt(place, (place - 1) / 2)
            place = (place - 1) / 2
        }
    }

    /// 꼭대기를 뺌.
    private func pop() {
        heap.swapAt(0, heap.count - 1)
        heap.removeLast()
        var place = 0
        while true {
            var least = place
            for child in [place * 2 + 1, place * 2 + 2] where child < heap.count && heap[child] < heap[least]
            {
                least = child
            }
            if least == place { return }
            heap.swapAt(place, least)
            place = least
        }
    }
}
