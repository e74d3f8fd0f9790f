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
    case "parent": return "\(getppid())"
    case "ignoring": return ignored(SIGPIPE) ? "ignored" : "default"
    case "crash": fatalError("왜 터졌는지")
    case "print": return String(repeating: "x", count: Int(words[1]) ?? 0)
    case "daemon": return daemon(orphaned: words[1] == "orphan")
    case "run": return run(Array(words.dropFirst()))
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
