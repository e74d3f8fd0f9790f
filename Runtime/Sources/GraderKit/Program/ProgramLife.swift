import Foundation
import ServerKit

/// What is known of a running program: its pid until it is reaped, its ending from then on, what it printed. A thread
/// of its own reads the pipes, so that no program waits for a grader that is busy, and reaps.
final class ProgramLife: @unchecked Sendable {
    let pid: pid_t
    let watch: ProcessWatch
    private let condition = NSCondition()
    // All below under the condition's lock.
    private var ending: Ending?
    private var output = Stream()
    private var errors = Stream()

    /// One of the program's pipes.
    private struct Stream {
        var bytes: [UInt8] = []
        var isOpen = true
        /// What a program prints beyond this is read and forgotten; the host has a limit of its own.
        static let bytesMax = 4 << 20
    }

    init(pid: pid_t, mark: String, ended: Int32, output: Int32, errors: Int32) {
        self.pid = pid
        watch = ProcessWatch(pid, mark: mark)
        let thread = Thread { [self] in follow(ended: ended, output: output, errors: errors) }
        thread.start()
    }

    // MARK: The thread

    private func follow(ended: Int32, output: Int32, errors: Int32) {
        var waits = [ended, output, errors].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        while waits.contains(where: { $0.fd >= 0 }) {
            guard poll(&waits, nfds_t(waits.count), -1) >= 0 else { continue }
            if waits[1].revents != 0, !take(from: output, to: STDOUT_FILENO, into: \.output) {
                waits[1].fd = -1
            }
            if waits[2].revents != 0, !take(from: errors, to: STDERR_FILENO, into: \.errors) {
                waits[2].fd = -1
            }
            if waits[0].fd >= 0, waits[0].revents != 0 {
                reap()
                waits[0].fd = -1
            }
        }
        [ended, output, errors].forEach(closeDescriptor)
    }

    /// Keeps a piece and shows it to the learner as output of the test; false at the end.
    private func take(
        from pipe: Int32, to shown: Int32, into stream: ReferenceWritableKeyPath<ProgramLife, Stream>
    ) -> Bool {
        guard let bytes = try? readSome(pipe, upTo: 65_536) else {
            locked { self[keyPath: stream].isOpen = false }
            return false
        }
        locked {
            self[keyPath: stream].bytes += bytes.prefix(Stream.bytesMax - self[keyPath: stream].bytes.count)
        }
        try? writeAll(shown, bytes)
        return true
    }

    /// Under the lock: a signal must not go to whoever gets the pid next.
    private func reap() {
        locked {
            // ECHILD: the grader has waited for it on its own. How it ended is not known then.
            ending = (try? waitChild(pid)) ?? .exited(-1)
        }
    }

    private func locked<Result>(_ body: () throws -> Result) rethrows -> Result {
        condition.lock()
        defer {
            condition.broadcast()
            condition.unlock()
        }
        return try body()
    }

    // MARK: What graders ask

    var currentEnding: Ending? { locked { ending } }
    var outputSoFar: [UInt8] { locked { output.bytes } }
    var errorsSoFar: [UInt8] { locked { errors.bytes } }
    var errorText: String { String(decoding: errorsSoFar, as: UTF8.self) }

    /// Waits until `value` gives something, looked at whenever something has changed; nil at the deadline.
    private func wait<Value>(until deadline: Deadline, for value: () -> Value?) -> Value? {
        condition.lock()
        defer { condition.unlock() }
        while true {
            if let found = value() { return found }
            if deadline.isOver { return nil }
            _ = condition.wait(until: deadline.date)
        }
    }

    func waitForEnding(until deadline: Deadline) -> Ending? {
        wait(until: deadline) { ending }
    }

    enum OutputWait {
        case found(String)
        case ended(received: String)
    }

    /// Waits until stdout holds `text`; nil at the deadline.
    func waitForOutput(_ text: String, until deadline: Deadline) -> OutputWait? {
        wait(until: deadline) {
            let all = String(decoding: output.bytes, as: UTF8.self)
            if all.contains(text) { return .found(all) }
            return output.isOpen ? nil : .ended(received: all)
        }
    }

    /// Waits for the end of what it prints, once it has ended; a process that it left behind may hold the pipes open.
    func waitForLastOutput(until deadline: Deadline) {
        _ = wait(until: deadline) { output.isOpen || errors.isOpen ? nil : true }
    }

    /// How it ended, if what went wrong is that it did. A connection breaks before its death is known.
    func endingBehindFailure() -> Ending? {
        waitForEnding(until: Deadline(seconds: 0.2))
    }

    /// Sends a signal; false if it has ended.
    func signal(_ number: Int32) throws -> Bool {
        try locked {
            guard ending == nil else { return false }
            guard kill(pid, number) == 0 else { throw SystemError(call: "kill", errno: errno) }
            return true
        }
    }

    /// Ends all its processes and waits until they are gone: stopped ones fork no more, so the second listing finds
    /// what the first one raced with.
    func end() {
        let deadline = Deadline(seconds: 5)
        repeat {
            for _ in 0..<2 { send(SIGSTOP) }
            send(SIGKILL)
            for entry in watch.entries where entry.pid != pid { waitpid(entry.pid, nil, WNOHANG) }
            _ = waitForEnding(until: Deadline(seconds: 0.002))
        } while !(watch.processes.isEmpty && currentEnding != nil) && !deadline.isOver
    }

    private func send(_ number: Int32) {
        for entry in watch.entries where entry.pid != pid { kill(entry.pid, number) }
        _ = try? signal(number)
    }
}
