import Glibc
import ServerKit

final class Box: @unchecked Sendable {
    var value: Int

    init(_ value: Int) {
        self.value = value
    }
}

func afterFork(_ box: Box, _ work: @escaping @Sendable (Box) -> Void) throws -> Int {
    fflush(nil)
    let child = fork()
    if child < 0 { throw SystemError(call: "fork", errno: errno) }
    if child == 0 {
        work(box)
        return box.value
    }
    _ = try waitChild(child)
    return box.value
}

func afterThread(_ box: Box, _ work: @escaping @Sendable (Box) -> Void) throws -> Int {
    let thread = try startThread { work(box) }
    thread.join()
    return box.value
}
