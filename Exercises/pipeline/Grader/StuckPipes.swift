import Foundation
import GraderKit
import Glibc
import ServerKit
import XCTest

/// Calls `body`. Where it and all that it started sleep for good before it has returned, tells which end of a pipe keeps them there,
/// and sets them free: the write ends of this process lead nowhere then, and its children are ended.
///
/// Not a limit of time: whoever has something to do runs, or waits for its turn to run, and is seen so (proc_pid_stat(5)). A body
/// whose processes all sleep, look after look, waits for what none of them will do.
func tellingStuckPipes<Result>(line: UInt = #line, _ body: () throws -> Result) throws -> Result {
    let watch = PipeStall()
    let watcher = try startThread { watch.run() }
    while !watch.isReady.value { usleep(500) }
    defer {
        watch.isOver.withLock { $0 = true }
        watcher.join()
        if let found = watch.found.value { XCTFail(found, line: line) }
    }
    return try body()
}

/// Held by the watcher whenever it does not nap, and taken by every fork of this process: a child gets a copy of the runtime's locks as
/// they are, and one that the watcher held in that moment nobody in the child would ever let go.
private let lookLock: UnsafeMutablePointer<pthread_mutex_t> = {
    let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    pthread_mutex_init(lock, nil)
    pthread_atfork(
        { pthread_mutex_lock(lookLock) }, { pthread_mutex_unlock(lookLock) },
        { pthread_mutex_unlock(lookLock) })
    return lock
}()

private final class PipeStall: Sendable {
    let isReady = Guarded(false)
    let isOver = Guarded(false)
    let found = Guarded<String?>(nil)
    private let pipesBefore = Set(PipeEnd.all(of: getpid()).map(\.pipe))

    func run() {
        let looksWanted = 50
        var quietLooks = 0
        pthread_mutex_lock(lookLock)
        defer { pthread_mutex_unlock(lookLock) }
        isReady.withLock { $0 = true }
        while !isOver.value, quietLooks < looksWanted {
            pthread_mutex_unlock(lookLock)
            usleep(4000)
            pthread_mutex_lock(lookLock)
            quietLooks = allSleep() ? quietLooks + 1 : 0
        }
        guard quietLooks == looksWanted, !isOver.value else { return }
        found.withLock { $0 = explanation() }
        setFree()
    }

    /// The thread that asks runs, of course, and is left out.
    private func allSleep() -> Bool {
        let me = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/thread-self")) ?? ""
        let threads = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task")) ?? []
        let mine = threads.filter { !me.hasSuffix("/\($0)") }.map { "/proc/self/task/\($0)/stat" }
        let children = ProcessWatch.own.processes.filter { $0 != getpid() }.map { "/proc/\($0)/stat" }
        return (mine + children).allSatisfy { state(in: $0) == "S" }
    }

    private func state(in path: String) -> Character? {
        let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        return text.lastIndex(of: ")").flatMap { text[$0...].dropFirst(2).first }
    }

    private func explanation() -> String {
        let ends = ProcessWatch.own.processes.flatMap(PipeEnd.all).filter { !pipesBefore.contains($0.pipe) }
        let mine = ends.filter { $0.process == getpid() }
        let commands = ends.filter { $0.process != getpid() }
        let outputs = commands.filter { $0.number == 1 && $0.isWriting }
        let inputs = Set(commands.filter { $0.number == 0 }.map(\.pipe))

        if let kept = mine.first(where: \.isWriting) {
            return "부모가 파이프의 쓰는 끝(fd \(kept.number))을 열어 둔 채 기다림. 쓰는 끝이 하나라도 열려 있으면 읽는 쪽에 끝(EOF)이 오지 않음"
        }
        for output in outputs where !inputs.contains(output.pipe) {
            let readers = commands.filter { $0.pipe == output.pipe && !$0.isWriting && $0.number != 0 }
            guard let reader = readers.first else { continue }
            return
                "명령 \(reader.command): 파이프의 읽는 끝(fd \(reader.number))을 더 물려받음. 읽던 명령이 떠나도 쓰는 쪽이 SIGPIPE를 받지 못해 끝나지 않음"
        }
        if let writer = commands.first(where: { $0.isWriting && $0.number != 1 && inputs.contains($0.pipe) })
        {
            return
                "명령 \(writer.command): 파이프의 쓰는 끝(fd \(writer.number))을 더 물려받음. 쓰는 끝이 하나라도 열려 있으면 읽는 쪽에 끝(EOF)이 오지 않음"
        }
        for output in outputs where mine.contains(where: { $0.pipe == output.pipe }) {
            return "명령 \(output.command): 쓰는 파이프가 가득 차 멈춤. 읽는 끝은 부모만 쥐고 있는데 읽지 않고 다른 것을 기다림"
        }
        return "부모와 명령이 모두 잠든 채 서로를 기다림. 열려 있는 파이프의 끝: "
            + ends.map { "\($0.command)의 fd \($0.number)" }.joined(separator: ", ")
    }

    private func setFree() {
        for process in ProcessWatch.own.processes where process != getpid() { kill(process, SIGKILL) }
        let nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC)
        defer { close(nowhere) }
        // The number stays taken, so that it can still be closed by whoever opened it.
        for end in PipeEnd.all(of: getpid()) where end.isWriting && !pipesBefore.contains(end.pipe) {
            dup2(nowhere, end.number)
        }
    }
}

/// An open end of a pipe.
private struct PipeEnd {
    let process: pid_t
    let command: String
    let number: Int32
    /// As /proc names it: `pipe:[42]`, or a socket that serves as one.
    let pipe: String
    let isWriting: Bool

    static func all(of process: pid_t) -> [PipeEnd] {
        let folder = "/proc/\(process)"
        let name = (try? String(contentsOfFile: "\(folder)/comm", encoding: .utf8)) ?? ""
        let command = process == getpid() ? "부모" : name.trimmingCharacters(in: .whitespacesAndNewlines)
        return ProcessWatch(process).openFiles.filter { $0.value.hasPrefix("pipe:") }.map { number, pipe in
            // `flags:` of proc_pid_fdinfo(5), in octal; the last two bits are how it was opened.
            let text = (try? String(contentsOfFile: "\(folder)/fdinfo/\(number)", encoding: .utf8)) ?? ""
            let flags = text.split(separator: "\n").first { $0.hasPrefix("flags:") } ?? ""
            let mode = flags.split(separator: "\t").last.flatMap { Int32($0, radix: 8) } ?? 0
            return PipeEnd(
                process: process, command: command, number: number, pipe: pipe,
                isWriting: mode & O_ACCMODE == O_WRONLY)
        }.sorted { $0.number < $1.number }
    }
}
