import Glibc
import ServerKit

final class Box: @unchecked Sendable {
    var value: Int

    init(_ value: Int) {
        self.value = value
    }
}

func afterFork(_ box: Box, _ work: @escaping @Sendable (Box) -> Void) throws -> Int {
    let pid = try forkChild {
        work(box); return 0
    }
    _ = try waitChild(pid)
    return box.value
}

func afterThread(_ box: Box, _ work: @escaping @Sendable (Box) -> Void) throws -> Int {
    let done = try makePipe()
    defer {
        closeDescriptor(done.readEnd)
        closeDescriptor(done.writeEnd)
    }
    _ = try startThread {
        work(box)
        try? writeAll(done.writeEnd, [1])
    }
    // 끝났다는 소식만 기다림. 스레드는 아무도 치우지 않음.
    _ = try readSome(done.readEnd)
    return box.value
}
