import Foundation
import Glibc
import ServerKit

/// What the program's own code can do to its surroundings; one line each, as the grader asks for it.
public func answer(_ question: String) -> String {
    let words = question.split(separator: " ").map(String.init)
    switch words[0] {
    case "read": return (try? Data(contentsOf: URL(filePath: words[1]))).map { "\($0.count)" } ?? "denied"
    case "list":
        return (try? FileManager.default.contentsOfDirectory(atPath: words[1])) == nil ? "denied" : "seen"
    case "kill": return kill(pid_t(words[1]) ?? 0, 0) == 0 ? "sent" : errno == EPERM ? "denied" : "\(errno)"
    case "kill-group":
        return kill(-(pid_t(words[1]) ?? 0), 0) == 0 ? "sent" : errno == EPERM ? "denied" : "\(errno)"
    case "variable": return ProcessInfo.processInfo.environment[words[1]] ?? "none"
    case "descriptors":
        return (0..<256).filter { fcntl($0, F_GETFD) >= 0 }.map { "\($0)" }.joined(separator: ",")
    case "write":
        return FileManager.default.createFile(atPath: words[1], contents: Data()) ? "written" : "denied"
    case "dispatch":
        // As many wait as there are threads for them: Dispatch looks after each of its threads, once a second.
        let group = DispatchGroup()
        let count = ProcessInfo.processInfo.activeProcessorCount * 2
        let rounds = Int(words[1]) ?? 1
        for _ in 0..<count {
            DispatchQueue.global().async(group: group) { for _ in 0..<rounds { usleep(10_000) } }
        }
        group.wait()
        return "done"
    case "parent": return "\(getppid())"
    case "ignoring": return ignored(SIGPIPE) ? "ignored" : "default"
    case "crash": fatalError("왜 터졌는지")
    case "print": return String(repeating: "x", count: Int(words[1]) ?? 0)
    case "daemon": return daemon(orphaned: words[1] == "orphan")
    case "run": return run(Array(words.dropFirst()))
    case "kit": return attempt(useServerKit)
    case "accept": return attempt(accept)
    case "allocate": return malloc(Int(words[1]) ?? 0) == nil ? "nothing" : "memory"
    case "reread": return attempt { try reread(nonBlocking: words[1] == "nonblocking") }
    default: return "?"
    }
}

private func ignored(_ number: Int32) -> Bool {
    var action = sigaction()
    sigaction(number, nil, &action)
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1
}

/// Leaves a process that sleeps; as an orphan in a session of its own.
private func daemon(orphaned: Bool) -> String {
    do {
        let child = try forkChild {
            guard orphaned else { while true { sleep(1000) } }
            setsid()
            _ = try forkChild { while true { sleep(1000) } }
            return 0
        }
        if orphaned { _ = try waitChild(child) }
        return "left"
    } catch {
        return "\(error)"
    }
}

private func run(_ words: [String]) -> String {
    do {
        let pipe = try makePipe()
        let child = try forkChild {
            try duplicate(pipe.writeEnd, onto: STDOUT_FILENO)
            try execute(words[0], Array(words.dropFirst()))
        }
        closeDescriptor(pipe.writeEnd)
        defer { closeDescriptor(pipe.readEnd) }
        let text = String(decoding: try readToEnd(pipe.readEnd), as: UTF8.self)
        return "\(text.split(separator: "\n").joined(separator: ",")) \(try waitChild(child))"
    } catch {
        return "\(error)"
    }
}

private func attempt(_ body: () throws -> String) -> String {
    do { return try body() } catch { return "\(error)" }
}

/// Each wrapper once, on more than one read or write takes; what comes back tells whether any byte was lost.
private func useServerKit() throws -> String {
    let text = String(repeating: "가나다", count: 50)
    let pipe = try makePipe()
    let child = try forkChild {
        try writeAll(pipe.writeEnd, text)
        return 7
    }
    closeDescriptor(pipe.writeEnd)
    let piped = String(decoding: try readToEnd(pipe.readEnd), as: UTF8.self)
    closeDescriptor(pipe.readEnd)
    let ending = try waitChild(child)
    let listener = try Listener(arguments: [])
    let client = try Connection(toPort: try listener.port ?? 0)
    let server = try listener.accept()
    try client.write(text + "\r\n끝")
    try client.closeWriting()
    let poller = try Poller()
    try poller.add(server.descriptor)
    let ready = try poller.wait().map(\.descriptor) == [server.descriptor]
    let lines = [try server.readLine(), try server.readLine(), try server.readLine()]
    let (one, other) = try makeSocketPair()
    try one.pass(descriptor: server.descriptor, with: Array("passed".utf8))
    var bytes: [UInt8] = []
    var passed: Int32?
    while bytes.count < 6, let piece = try other.receiveDescriptor() {
        bytes += piece.bytes
        passed = passed ?? piece.descriptor
    }
    try Connection(descriptor: passed ?? -1).write("너머로\n")
    let answer = try client.readLine()
    let all = piped == text && ending == .exited(7) && ready && lines == [text, "끝", nil]
    return all && bytes == Array("passed".utf8) && answer == "너머로" ? "whole" : "lost"
}

private func accept() throws -> String {
    let listener = try Listener(arguments: [])
    _ = try Connection(toPort: try listener.port ?? 0)
    _ = try listener.accept()
    return "accepted"
}

/// What four reads of a socket with bytes in it give.
private func reread(nonBlocking: Bool) throws -> String {
    let (one, other) = try makeSocketPair()
    try one.write("abcd")
    if nonBlocking { try setNonBlocking(other.descriptor) }
    return (0..<4).map { _ in
        attempt { String(decoding: try readSome(other.descriptor, upTo: 1) ?? [], as: UTF8.self) }
    }.joined(separator: ",")
}
