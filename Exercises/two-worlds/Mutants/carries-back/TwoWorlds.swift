import ServerKit

final class Box: @unchecked Sendable {
    var value: Int

    init(_ value: Int) {
        self.value = value
    }
}

func afterFork(_ box: Box, _ work: @escaping @Sendable (Box) -> Void) throws -> Int {
    let pipe = try makePipe()
    let child = try forkChild {
        work(box)
        try writeAll(pipe.writeEnd, "\(box.value)")
        return 0
    }
    closeDescriptor(pipe.writeEnd)
    let text = String(decoding: try readToEnd(pipe.readEnd), as: UTF8.self)
    closeDescriptor(pipe.readEnd)
    _ = try waitChild(child)
    box.value = Int(text) ?? box.value
    return box.value
}

func afterThread(_ box: Box, _ work: @escaping @Sendable (Box) -> Void) throws -> Int {
    let thread = try startThread { work(box) }
    thread.join()
    return box.value
}
