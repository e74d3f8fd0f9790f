import Glibc
import ServerKit

public func work() throws {
    let ended = try SignalWatch([SIGCHLD])
    let poller = try Poller()
    try poller.add(ended.descriptor)
    try poller.add(STDIN_FILENO)
    var input: [UInt8] = []
    var running = 0
    var done = 0
    var isOver = false
    while !isOver || running > 0 {
        for event in try poller.wait() {
            if event.descriptor == ended.descriptor {
                _ = try ended.takeNext()
                while let (_, ending) = try reapAnyChild() {
                    running -= 1
                    if ending == .exited(0) { done += 1 }
                }
                continue
            }
            guard let piece = try readSome(STDIN_FILENO) else {
                isOver = true
                try poller.remove(STDIN_FILENO)
                continue
            }
            input += piece
            while let end = input.firstIndex(of: UInt8(ascii: "\n")) {
                let line = String(decoding: input[..<end], as: UTF8.self)
                input.removeFirst(end + 1)
                running += try start(line) ? 1 : 0
            }
        }
    }
    try writeAll(STDOUT_FILENO, "끝 \(done)\n")
}

private func start(_ line: String) throws -> Bool {
    do {
        _ = try forkChild {
            try writeAll(STDOUT_FILENO, line.uppercased() + "\n")
            return 0
        }
        return true
    } catch {
        try writeAll(STDOUT_FILENO, "실패\n")
        return false
    }
}
