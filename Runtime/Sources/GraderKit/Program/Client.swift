import Glibc
import ServerKit

/// A client of a program under test: what ``Program/connect(seconds:)`` gives. Everything that waits has a deadline.
///
/// May be used from several threads; each call is whole. The connection is closed with the last reference to it.
public final class Client: Sendable {
    /// Kept, for it ends with its last reference.
    private let program: Program
    private let state: Locked<State>

    private struct State {
        let connection: Connection
        /// Read but not yet asked for.
        var ahead: [UInt8] = []
        var isOpen = true
    }

    /// - Parameter descriptor: A connected, non-blocking socket; closed with the client.
    init(_ descriptor: Int32, of program: Program) {
        self.program = program
        state = Locked(State(connection: Connection(descriptor: descriptor)))
    }

    deinit {
        close()
    }

    // MARK: Sending

    /// - Throws: ``ProgramFailure``: `ended`, `reset` when the program has closed, `silent` when it takes nothing for so
    ///   long.
    public func send(_ bytes: [UInt8], seconds: Double = 5) throws {
        try explained {
            try state.withLock { state in
                let connection = try Self.open(state, "보내기")
                try writeAll(
                    bytes, to: connection.descriptor, doing: "보내기", until: Deadline(seconds: seconds)
                ) { try connection.writeSome($0) }
            }
        }
    }

    public func send(_ text: String, seconds: Double = 5) throws {
        try send(Array(text.utf8), seconds: seconds)
    }

    /// Says that nothing more will be sent; the program can still answer.
    public func closeSending() {
        state.withLock { state in
            // A connection that the program has broken off needs no end any more.
            if state.isOpen { try? state.connection.closeWriting() }
        }
    }

    // MARK: Receiving

    /// Waits for exactly so many bytes.
    ///
    /// - Throws: ``ProgramFailure``: `ended`, `closed`, `reset`, `silent`.
    public func receive(count: Int, seconds: Double = 5) throws -> [UInt8] {
        try receive("\(count)바이트 받기", seconds) { $0.count >= count ? count : nil }
    }

    /// Waits for bytes up to and with the first `end`.
    ///
    /// - Throws: ``ProgramFailure``: `ended`, `closed`, `reset`, `silent`.
    public func receive(until end: String, seconds: Double = 5) throws -> String {
        precondition(!end.isEmpty, "an empty end is everywhere")
        let pattern = Array(end.utf8)
        let bytes = try receive("‘\(end.oneLine)’까지 받기", seconds) { $0.firstRange(of: pattern)?.upperBound }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Waits for a line, and gives it without its `\n` or `\r\n`.
    ///
    /// - Throws: ``ProgramFailure``: `ended`, `closed`, `reset`, `silent`.
    public func receiveLine(seconds: Double = 5) throws -> String {
        let line = try receive(until: "\n", seconds: seconds).unicodeScalars.dropLast()
        return String(String.UnicodeScalarView(line.last == "\r" ? line.dropLast() : line))
    }

    /// Waits until the program closes its end, and gives all that came before.
    ///
    /// - Throws: ``ProgramFailure``: `reset`, `silent`.
    public func receiveToEnd(seconds: Double = 5) throws -> [UInt8] {
        let deadline = Deadline(seconds: seconds)
        return try explained {
            try state.withLock { state in
                while try Self.readMore(&state, "끝까지 받기", until: deadline) {}
                defer { state.ahead = [] }
                return state.ahead
            }
        }
    }

    /// Whether nothing comes for so long: neither bytes nor the end.
    public func staysSilent(seconds: Double) throws -> Bool {
        try state.withLock { state in
            let connection = try Self.open(state, "지켜보기")
            guard state.ahead.isEmpty else { return false }
            return try !waitToRead(connection.descriptor, milliseconds: Int(seconds * 1000))
        }
    }

    // MARK: Ending

    public func close() {
        state.withLock { state in
            if state.isOpen { state.connection.close() }
            state.isOpen = false
        }
    }

    /// Breaks the connection off: what the program reads or writes next fails with `ECONNRESET`. On a connection
    /// without TCP it is a plain close.
    public func reset() {
        state.withLock { state in
            guard state.isOpen else { return }
            var now = linger(l_onoff: 1, l_linger: 0)
            setsockopt(
                state.connection.descriptor, SOL_SOCKET, SO_LINGER, &now, socklen_t(MemoryLayout<linger>.size)
            )
        }
        close()
    }
}

extension Client {
    private static func open(_ state: State, _ doing: String) throws -> Connection {
        guard state.isOpen else { throw ProgramFailure.reset(while: doing) }
        return state.connection
    }

    /// Reads until `end` finds where what was asked for ends.
    private func receive(_ doing: String, _ seconds: Double, _ end: ([UInt8]) -> Int?) throws -> [UInt8] {
        let deadline = Deadline(seconds: seconds)
        return try explained {
            try state.withLock { state in
                while true {
                    if let end = end(state.ahead) {
                        defer { state.ahead.removeFirst(end) }
                        return Array(state.ahead.prefix(end))
                    }
                    guard try Self.readMore(&state, doing, until: deadline) else {
                        throw ProgramFailure.closed(while: doing, received: Self.text(state.ahead))
                    }
                }
            }
        }
    }

    /// False at the end of the connection.
    private static func readMore(_ state: inout State, _ doing: String, until deadline: Deadline) throws
        -> Bool
    {
        let connection = try open(state, doing)
        do {
            guard try waitToRead(connection.descriptor, milliseconds: Int(deadline.milliseconds)) else {
                throw ProgramFailure.silent(
                    while: doing, seconds: deadline.seconds, received: text(state.ahead))
            }
            guard let bytes = try connection.read(upTo: 65_536) else { return false }
            state.ahead += bytes
            return true
        } catch let error as SystemError where error.errno == ECONNRESET {
            throw ProgramFailure.reset(while: doing)
        } catch let error as SystemError {
            throw ProgramFailure.system(error)
        }
    }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    /// A connection that breaks because the program has ended is told as that.
    private func explained<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let failure as ProgramFailure {
            let doing: String
            switch failure {
            case .closed(let what, _), .reset(let what): doing = what
            default: throw failure
            }
            throw program.ended(while: doing) ?? failure
        }
    }
}
