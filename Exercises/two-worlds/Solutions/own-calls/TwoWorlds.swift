import Foundation
import ServerKit

final class Box: @unchecked Sendable {
    var value: Int

    init(_ value: Int) {
        self.value = value
    }
}

func afterFork(_ box: Box, _ work: @escaping @Sendable (Box) -> Void) throws -> Int {
    let child = fork()
    guard child >= 0 else { throw SystemError(call: "fork", errno: errno) }
    if child == 0 {
        work(box)
        fflush(nil)
        _exit(0)
    }
    _ = try waitAnyChild()
    return box.value
}

func afterThread(_ box: Box, _ work: @escaping @Sendable (Box) -> Void) throws -> Int {
    // Foundation의 Thread에는 join이 없어, 끝났다고 알릴 것을 따로 둠.
    let done = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
        work(box)
        done.signal()
    }
    done.wait()
    return box.value
}
