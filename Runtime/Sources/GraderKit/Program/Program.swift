import Foundation
import Glibc
public import ServerKit

/// The learner's program (`Program/main.swift` around the learner's module) as a process of its own: started by the
/// grader, driven over its descriptors, looked at through /proc. It is confined once more and sees nothing of the grader.
///
/// ```swift
/// let program = try Program(listening: true)
/// let client = try program.connect()
/// try client.send("hello\n")
/// XCTAssertEqual(try client.receiveLine(), "hello")
/// try program.signal(.term)
/// XCTAssertEqual(try program.wait(), .exited(0))
/// ```
///
/// Everything that waits has a deadline and throws ``ProgramFailure``, whose text tells a learner what happened. All
/// its processes are ended with the last reference to it, at the latest with the test. May be used from any thread.
/// In the test's process `SIGPIPE` is ignored from the first program on.
public final class Program: Sendable {
    /// Of the process that the grader started.
    public let pid: Int32
    private let life: ProgramLife
    private let address: ListeningSocket.Address?
    private let input: InputPipe
    private let began = ContinuousClock.now

    /// Starts the program.
    ///
    /// - Parameters:
    ///   - listening: Whether it gets a listening socket: descriptor 3, named by `SIL_LISTEN_FD`. Otherwise 3 is free.
    ///   - backlog: How many clients may wait for its `accept`.
    ///   - arguments: Without its name.
    ///   - environment: Added to the test's own.
    ///   - faults: What goes wrong in it; those of the same kind once.
    ///   - descriptorsMax: How many it may have open; nil: as many as a test, 256.
    /// - Throws: ``ProgramFailure``: `notBuilt`, `notStarted`, `system`.
    public init(
        listening: Bool = false, backlog: Int32 = 128, arguments: [String] = [],
        environment: [String: String] = [:], faults: [Fault] = [], descriptorsMax: Int? = nil
    ) throws {
        guard let launcher = ProgramLauncher.current else { throw ProgramFailure.notBuilt }
        _ = Self.ignoringBrokenPipes
        let socket = listening ? try ListeningSocket.open(backlog: backlog) : nil
        // A client of a program that has ended must be refused, not wait in the queue of a copy.
        defer { if let socket { closeDescriptor(socket.descriptor) } }
        let pipes = try Pipes()
        let mark = "SIL_PROGRAM=\(getpid()).\(Self.number())"
        var variables = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        variables["SIL_PROGRAM"] = String(mark.dropFirst("SIL_PROGRAM=".count))
        variables["SIL_LISTEN_FD"] = listening ? "3" : nil
        if !faults.isEmpty {
            variables["SIL_FAULTS"] = faults.map(\.command).joined(separator: ";")
            variables["LD_PRELOAD"] = launcher.faults
        }
        let order = ProgramLauncher.Order(
            executable: launcher.executable, arguments: ["program"] + arguments, environment: variables,
            input: pipes.input.readEnd, output: pipes.output.writeEnd, errors: pipes.errors.writeEnd,
            listener: socket?.descriptor, descriptorsMax: descriptorsMax)
        let started: (pid: pid_t, ended: Int32)
        do {
            started = try launcher.start(order)
        } catch let refusal as ProgramLauncher.Refusal {
            pipes.closeAll()
            throw ProgramFailure.notStarted(SystemError(call: "execve", errno: refusal.errno))
        }
        pipes.closeTheirs()
        pid = started.pid
        address = socket?.address
        input = InputPipe(pipes.input.writeEnd)
        life = ProgramLife(
            pid: started.pid, mark: mark, ended: started.ended, output: pipes.output.readEnd,
            errors: pipes.errors.readEnd)
    }

    deinit {
        life.end()
    }

    /// Writing to a program that has ended is an error to tell of, not the end of the test.
    private static let ignoringBrokenPipes: Void = { try? ignoreSignal(SIGPIPE) }()

    private static let count = Locked(0)
    private static func number() -> Int {
        count.withLock { count in
            count += 1
            return count
        }
    }

    private struct Pipes {
        let input: (readEnd: Int32, writeEnd: Int32)
        let output: (readEnd: Int32, writeEnd: Int32)
        let errors: (readEnd: Int32, writeEnd: Int32)

        init() throws {
            do {
                input = try makePipe()
                output = try makePipe()
                errors = try makePipe()
            } catch let error as SystemError {
                throw ProgramFailure.system(error)
            }
        }

        func closeTheirs() { [input.readEnd, output.writeEnd, errors.writeEnd].forEach(closeDescriptor) }

        func closeAll() {
            closeTheirs()
            [input.writeEnd, output.readEnd, errors.readEnd].forEach(closeDescriptor)
        }
    }
}

// MARK: - Talking to it

extension Program {
    /// The port of its listening socket, for clients of your own.
    ///
    /// - Throws: ``ProgramFailure`` `noPort` where the sandbox has no TCP; ``connect(seconds:)`` works there too.
    public var port: UInt16 {
        get throws {
            guard case .port(let port) = address else { throw ProgramFailure.noPort }
            return port
        }
    }

    /// Connects a client to its listening socket. That succeeds before the program accepts: the system queues clients.
    ///
    /// - Throws: ``ProgramFailure``: `ended`, `refused`, `silent` when the queue stays full.
    public func connect(seconds: Double = 5) throws -> Client {
        guard let address else { throw ProgramFailure.refused }
        do {
            return Client(try address.connect(until: Deadline(seconds: seconds)), of: self)
        } catch ProgramFailure.refused {
            throw ended(while: "연결하기") ?? ProgramFailure.refused
        }
    }

    /// Writes to its standard input.
    ///
    /// - Throws: ``ProgramFailure``: `ended`, `reset` when it reads no more, `silent` when it takes nothing for so long.
    public func send(_ bytes: [UInt8], seconds: Double = 5) throws {
        do {
            try input.send(bytes, until: Deadline(seconds: seconds))
        } catch ProgramFailure.reset(let doing) {
            throw ended(while: doing) ?? ProgramFailure.reset(while: doing)
        }
    }

    public func send(_ text: String, seconds: Double = 5) throws {
        try send(Array(text.utf8), seconds: seconds)
    }

    /// Ends its standard input.
    public func closeInput() {
        input.close()
    }

    /// All that it has written to stdout so far.
    public var outputBytes: [UInt8] { life.outputSoFar }
    public var output: String { String(decoding: life.outputSoFar, as: UTF8.self) }
    /// All that it has written to stderr so far.
    public var errors: String { life.errorText }

    /// Waits until it has written `text` to stdout, and gives all of stdout. What it buffers comes when it flushes.
    ///
    /// - Throws: ``ProgramFailure``: `ended`, `closed`, `silent`.
    @discardableResult
    public func output(until text: String, seconds: Double = 5) throws -> String {
        let doing = "stdout에서 ‘\(text.oneLine)’ 기다리기"
        switch life.waitForOutput(text, until: Deadline(seconds: seconds)) {
        case .found(let all): return all
        case .ended(let received): throw ended(while: doing) ?? .closed(while: doing, received: received)
        case nil: throw ProgramFailure.silent(while: doing, seconds: seconds, received: output)
        }
    }
}

// MARK: - Its life

extension Program {
    /// Seconds since it was started.
    public var age: Double { Double((ContinuousClock.now - began) / .seconds(1)) }

    /// How it ended; nil while it runs.
    public var ending: Ending? { life.currentEnding }

    /// Waits until it has ended and all it printed is read.
    ///
    /// - Throws: ``ProgramFailure`` `stillRunning`.
    public func wait(seconds: Double = 5) throws -> Ending {
        guard let ending = life.waitForEnding(until: Deadline(seconds: seconds)) else {
            throw ProgramFailure.stillRunning(seconds: seconds)
        }
        life.waitForLastOutput(until: Deadline(seconds: min(seconds, 1)))
        return ending
    }

    /// Sends a signal to it alone, not to what it has started.
    ///
    /// - Throws: ``ProgramFailure`` `ended`.
    public func signal(_ signal: ProgramSignal) throws {
        do {
            if try life.signal(signal.number) { return }
        } catch let error as SystemError {
            throw ProgramFailure.system(error)
        }
        throw ended(while: "시그널 \(signalName(signal.number)) 보내기")
            ?? ProgramFailure.system(SystemError(call: "kill", errno: ESRCH))
    }

    /// Ends it and everything it has started, at once.
    public func stop() {
        life.end()
    }

    /// Waits until something holds, looking again and again.
    ///
    /// - Parameter what: How a learner calls it: “연결 뒤에 디스크립터 수가 돌아옴”.
    /// - Throws: ``ProgramFailure``: `notReached`, `ended`; what `condition` throws.
    public func eventually(
        _ what: String, seconds: Double = 5, _ condition: (Program) throws -> Bool
    ) throws {
        let deadline = Deadline(seconds: seconds)
        while try !condition(self) {
            guard !deadline.isOver else { throw ProgramFailure.notReached(what, seconds: seconds) }
            usleep(2000)
        }
    }

    /// Waits until all its threads sleep, so that a worker just forked or just done with a client waits for the next
    /// one; at most `seconds`, since a server that asks again and again never sleeps for long.
    ///
    /// - Throws: ``ProgramFailure`` `ended`.
    public func settle(seconds: Double = 1) throws {
        let deadline = Deadline(seconds: seconds)
        while try !watch.isAsleep, !deadline.isOver { usleep(2000) }
    }

    /// How it ended, as what kept `doing` from coming about; nil while it runs.
    func ended(while doing: String) -> ProgramFailure? {
        life.endingBehindFailure().map { .ended($0, while: doing, errors: life.errorText) }
    }
}

// MARK: - Looking at it

extension Program {
    /// It and everything it has started, orphans included.
    ///
    /// - Throws: ``ProgramFailure`` `ended`: of a program that is gone there is nothing to see, and nothing is no good
    ///   answer to the question whether it leaks.
    public var watch: ProcessWatch {
        get throws {
            if let ending = life.currentEnding {
                throw ProgramFailure.ended(ending, while: "프로그램 들여다보기", errors: life.errorText)
            }
            return life.watch
        }
    }

    /// Open descriptors of all its processes together.
    public var descriptors: Int { get throws { try watch.descriptors } }
    /// Threads of all its processes together.
    public var threads: Int { get throws { try watch.threads } }
    /// Processes that run, itself included.
    public var processes: Int { get throws { try watch.processes.count } }
    /// How often threads of its processes have gone to sleep so far.
    public var sleeps: Int { get throws { try watch.sleeps } }
    /// Children that ended without being waited for.
    public var zombies: Int { get throws { try watch.zombies } }
    /// Bytes of memory of all its processes together that they share with nobody.
    public var memory: Int { get throws { try watch.memory } }
}

extension String {
    /// For a message: without line ends.
    var oneLine: String {
        replacingOccurrences(of: "\r", with: "\\r").replacingOccurrences(of: "\n", with: "\\n")
    }
}
