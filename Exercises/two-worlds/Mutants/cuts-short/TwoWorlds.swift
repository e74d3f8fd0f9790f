import Glibc
import ServerKit

final class Box: @unchecked Sendable {
    var value: Int

    init(_ value: Int) {
        self.value = value
    }
}

func afterFork(_ box: Box, _ work: @escaping @Sendable (Box) -> Void) throws -> Int {
    let pid = try forkChild { work(box); return 0 }
    kill(pid, SIGKILL)
    _ = try waitChild(pid)
    return box.value
}

func afterThread(_ box: Box, _ work: @escaping @Sendable (Box) -> Void) throws -> Int {
    let thread = try startThread { work(box) }
    thread.join()
    return box.value
}
