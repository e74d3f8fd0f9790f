import Glibc
import ServerKit

/// 번호마다 하나: 지금 어느 자식이 맡고 있는지.
private struct Slot {
    var child: pid_t = -1
    var born = 0.0
}

/// 얼마나 쉴지. 쉴 때마다 두 배가 됨.
private struct BackOff {
    private var next = 0.1

    mutating func take() -> Double {
        defer { next = min(next * 2, 3.2) }
        return next
    }

    mutating func reset() { next = 0.1 }
}

public func runMaster(
    workers: Int, now: () -> Double, pause: (Double) -> Void, worker: (Int) -> Void
) throws -> Never {
    var slots = [Slot](repeating: Slot(), count: workers)
    var backOff = BackOff()
    while true {
        for number in slots.indices where slots[number].child < 0 {
            fflush(nil)
            var child = fork()
            while child < 0 {
                pause(backOff.take())
                child = fork()
            }
            if child == 0 {
                worker(number)
                _exit(0)
            }
            slots[number] = Slot(child: child, born: now())
        }
        let dead = wait(nil)
        guard let number = slots.firstIndex(where: { $0.child == dead }) else { continue }
        slots[number].child = -1
        if now() >= slots[number].born + 1 { backOff.reset() } else { pause(backOff.take()) }
    }
}
