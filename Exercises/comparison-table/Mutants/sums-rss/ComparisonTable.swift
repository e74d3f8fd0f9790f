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

/// 띄운 흐름 하나.
private enum Flow {
    case thread(RunningThread)
    case child(pid_t)

    init(_ model: Model, _ body: @escaping @Sendable () -> Void) throws {
        switch model {
        case .thread:
            self = .thread(try startThread(body))
        case .process:
            self = .child(
                try forkChild {
                    body()
                    return 0
                })
        }
    }

    /// 끝나기를 기다려 치움.
    func finish() throws {
        switch self {
        case .thread(let thread): thread.join()
        case .child(let pid): _ = try waitChild(pid)
        }
    }

    var pid: pid_t? {
        if case .child(let pid) = self { return pid }
        return nil
    }
}

/// 한 바이트가 오기를 기다리고, 한 바이트를 보냄.
private struct Bell {
    private let pipe: (readEnd: Int32, writeEnd: Int32)

    init() throws { pipe = try makePipe() }

    func wait() { _ = try? readSome(pipe.readEnd, upTo: 1) }
    func ring() { try? writeAll(pipe.writeEnd, ".") }

    func close() {
        closeDescriptor(pipe.readEnd)
        closeDescriptor(pipe.writeEnd)
    }
}

func switching(
    _ model: Model, turns: Int, clock: () -> Double, _ step: @escaping @Sendable () -> Void
) throws -> Double {
    let ping = try Bell()
    let pong = try Bell()
    defer {
        ping.close()
        pong.close()
    }
    let other = try Flow(model) {
        for _ in 0..<turns {
            ping.wait()
            step()
            pong.ring()
        }
    }
    let start = clock()
    for _ in 0..<turns {
        step()
        ping.ring()
        pong.wait()
    }
    let taken = clock() - start
    try other.finish()
    return taken / Double(turns * 2)
}

func memory(
    _ model: Model, count: Int, usage: (pid_t) throws -> Usage, _ work: @escaping @Sendable () -> Void
) throws -> Double {
    let ready = try Bell()
    let end = try Bell()
    defer {
        ready.close()
        end.close()
    }
    let before = try usage(getpid()).rss
    let flows = try (0..<count).map { _ in
        try Flow(model) {
            work()
            ready.ring()
            end.wait()
        }
    }
    for _ in flows { ready.wait() }
    let after = try flows.compactMap(\.pid).reduce(usage(getpid()).rss) {
        try $0 + usage($1).rss
    }
    for _ in flows { end.ring() }
    for flow in flows { try flow.finish() }
    return Double(after - before) / Double(count)
}
