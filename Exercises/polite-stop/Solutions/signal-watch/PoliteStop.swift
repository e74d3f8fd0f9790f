import Glibc
import ServerKit

/// 시그널이 걸음을 끊지 않게 막아 두고, 걸음 사이에 fd에서 읽음.
func runUntilTerm(step: () -> Void) -> Int {
    guard let watch = try? SignalWatch([SIGTERM]) else { return 0 }
    defer { watch.close() }
    var steps = 0
    while (try? watch.takeNext()) == .some(nil) {
        step()
        steps += 1
    }
    // 그 사이에 하나 더 왔으면 마저 꺼냄: 막은 것을 풀 때 죽지 않게 함.
    while let next = try? watch.takeNext(), next != 0 {}
    return steps
}
