@testable import LoopTimers

/// 흉내 낸 시계와 기다림. 시간은 기다린 만큼만, 또는 콜백이 쓴 만큼만 감.
final class Bench {
    private(set) var now = 0
    /// `wait`에 온 것.
    private(set) var waits: [Int?] = []
    /// 불린 콜백: “시각 이름”.
    private(set) var calls: [String] = []
    /// 음수로 기다린 적이 있는지.
    private(set) var sawNegative = false
    /// 이 시각에 fd의 일이 생김.
    private var events: [(time: Int, what: () -> Void)] = []
    private var waitsLeft = 200

    private(set) lazy var loop = TimerLoop(
        now: { [unowned self] in now }, wait: { [unowned self] in wait($0) })

    /// 부르면 이름을 적는 콜백을 넣음.
    @discardableResult
    func after(_ ms: Int, _ name: String, _ more: @escaping () -> Void = {}) -> TimerID {
        loop.after(ms) { [unowned self] in
            calls.append("\(now) \(name)")
            more()
        }
    }

    /// 콜백이 시간을 씀.
    func spend(_ ms: Int) { now += ms }

    func event(at time: Int, _ what: @escaping () -> Void = {}) {
        events.append((time, what))
        events.sort { $0.time < $1.time }
    }

    /// 넣은 것이 없어져 끝없이 기다리게 될 때까지, 또는 `end`까지 돎.
    func run(until end: Int? = nil) {
        self.end = end
        loop.run()
    }

    private var end: Int?

    private func wait(_ ms: Int?) -> Bool {
        waits.append(ms)
        waitsLeft -= 1
        // 끝없이 도는 답을 멈춤.
        guard waitsLeft > 0 else { return false }
        if let ms, ms < 0 { sawNegative = true }
        // epoll_wait처럼 음수는 끝없음임.
        let due = ms.flatMap { $0 < 0 ? nil : now + $0 }
        if let event = events.first, event.time <= due ?? .max {
            events.removeFirst()
            now = max(now, event.time)
            event.what()
            return true
        }
        if let end, due ?? .max >= end {
            now = max(now, end)
            return false
        }
        guard let due else { return false }
        now = due
        return true
    }
}
