import Glibc
import ServerKit

enum Model {
    case thread
    case process
}

struct Usage {
    let rss: Int
    let pss: Int
}

func switching(
    _ model: Model, turns: Int, clock: () -> Double, _ step: @escaping @Sendable () -> Void
) throws -> Double {
    // 두 흐름을 다 새로 띄움. 부른 쪽은 소켓으로 출발을 알리고 끝을 기다림.
    let (first, second) = try makeSocketPair()
    let (start, started) = try makeSocketPair()
    defer { [first, second, start, started].forEach { $0.close() } }
    let leader: @Sendable () -> Void = {
        _ = try? started.read(upTo: 1)
        for _ in 0..<turns {
            step()
            try? first.write("a")
            _ = try? first.read(upTo: 1)
        }
        try? started.write("끝")
    }
    let follower: @Sendable () -> Void = {
        for _ in 0..<turns {
            _ = try? second.read(upTo: 1)
            step()
            try? second.write("b")
        }
    }
    let cleanUp = try launch(model, [leader, follower]).cleanUp
    let begun = clock()
    try start.write("출")
    _ = try start.read()
    let ended = clock()
    try cleanUp()
    return (ended - begun) / Double(turns) / 2
}

func memory(
    _ model: Model, count: Int, usage: (pid_t) throws -> Usage, _ work: @escaping @Sendable () -> Void
) throws -> Double {
    let (mine, theirs) = try makeSocketPair()
    defer { [mine, theirs].forEach { $0.close() } }
    let body: @Sendable () -> Void = {
        work()
        try? theirs.write("!")
        _ = try? theirs.read(upTo: 1)
    }
    var total = -(try usage(getpid()).pss)
    let flows = try launch(model, Array(repeating: body, count: count))
    var ready = 0
    while ready < count { ready += try mine.read(upTo: count)?.count ?? 0 }
    for pid in flows.pids + [getpid()] { total += try usage(pid).pss }
    try mine.write([UInt8](repeating: 0, count: count))
    try flows.cleanUp()
    return Double(total) / Double(count)
}

/// 모두 띄움. `cleanUp`은 모두 끝나기를 기다려 치움.
private func launch(
    _ model: Model, _ bodies: [@Sendable () -> Void]
) throws -> (pids: [pid_t], cleanUp: () throws -> Void) {
    if case .thread = model {
        let threads = try bodies.map { try startThread($0) }
        return ([], { for thread in threads { thread.join() } })
    }
    let pids = try bodies.map { body in
        try forkChild {
            body()
            return 0
        }
    }
    return (pids, { for pid in pids { _ = try waitChild(pid) } })
}
