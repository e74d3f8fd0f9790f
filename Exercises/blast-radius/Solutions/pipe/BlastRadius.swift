import ServerKit

enum Model {
    case processes
    case threads
}

/// 마친 일꾼이 파이프에 한 바이트씩 씀. 쓰는 끝이 다 닫히면, 곧 자식이 다 끝나면, 모인 바이트를 셈.
func survivors(_ model: Model, workers: Int, _ work: @escaping @Sendable (Int) -> Void) throws -> Int {
    let (readEnd, writeEnd) = try makePipe()
    defer { closeDescriptor(readEnd) }
    let finish: @Sendable (Int) -> Void = { number in
        work(number)
        try? writeAll(writeEnd, ".")
    }
    let jobs: [() throws -> Void]
    if model == .threads {
        jobs = [{ try (0..<workers).map { n in try startThread { finish(n) } }.forEach { $0.join() } }]
    } else {
        jobs = (0..<workers).map { n in { finish(n) } }
    }
    var children: [Int32] = []
    var failure: (any Error)?
    do {
        for job in jobs {
            children.append(
                try forkChild {
                    try job()
                    return 0
                })
        }
    } catch {
        failure = error
    }
    closeDescriptor(writeEnd)
    let marks = try readToEnd(readEnd)
    for child in children { _ = try waitChild(child) }
    if let failure { throw failure }
    return marks.count
}
