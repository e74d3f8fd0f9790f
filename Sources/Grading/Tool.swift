import Foundation
import Glibc

/// Runs a trusted program of the toolchain (never a learner's) and collects what it says.
enum Tool {
    struct Answer {
        var status: Int32
        var output: [UInt8]
        var errors: [UInt8]
    }

    static func run(_ program: String, _ arguments: [String]) throws -> Answer {
        let (output, errors) = (Pipe(), Pipe())
        let process = try start(program, arguments, output: output, errors: errors)
        return try collect(process, [output, errors], onLine: { _ in })
    }

    /// Calls `onLine` with each line the program prints, as it comes; stdout and stderr are one stream.
    static func follow(_ program: String, _ arguments: [String], onLine: (String) -> Void) throws -> Answer {
        let output = Pipe()
        let process = try start(program, arguments, output: output, errors: output)
        return try collect(process, [output], onLine: onLine)
    }

    /// How often a program that says nothing is looked after, and how long one that is told to end may take, in
    /// milliseconds.
    private static let lookMS: Int32 = 50
    private static let farewellMS = 2_000

    /// Reads both pipes side by side, or a program that fills the second would block, until the program has ended.
    ///
    /// - Throws: `CancellationError` when the task is cancelled meanwhile; then the program was interrupted, as Ctrl-C does.
    private static func collect(
        _ process: Process, _ pipes: [Pipe], onLine: (String) -> Void
    ) throws -> Answer {
        var said = [[UInt8]](repeating: [], count: pipes.count)
        var line: [UInt8] = []
        var open = Array(pipes.indices)
        var restMS = farewellMS
        while !open.isEmpty {
            var polled = open.map {
                pollfd(fd: pipes[$0].fileHandleForReading.fileDescriptor, events: Int16(POLLIN), revents: 0)
            }
            let ready = poll(&polled, nfds_t(polled.count), lookMS)
            if Task.isCancelled {
                if restMS == farewellMS { process.interrupt() }
                restMS -= Int(lookMS)
                if restMS <= 0 { kill(process.processIdentifier, SIGKILL) }
            }
            guard ready > 0 else {
                if restMS <= 0, !process.isRunning { break }
                continue
            }
            for (pipe, entry) in zip(open, polled) where entry.revents != 0 {
                guard let bytes = bytes(from: entry.fd) else {
                    open.removeAll { $0 == pipe }
                    continue
                }
                said[pipe] += bytes
                if pipe == 0 { tell(bytes, after: &line, onLine) }
            }
        }
        process.waitUntilExit()
        try Task.checkCancellation()
        return Answer(
            status: process.terminationStatus, output: said[0], errors: said.count > 1 ? said[1] : [])
    }

    /// nil at the end.
    private static func bytes(from descriptor: Int32) -> [UInt8]? {
        var chunk = [UInt8](repeating: 0, count: 65_536)
        let count = read(descriptor, &chunk, chunk.count)
        if count < 0, errno == EINTR || errno == EAGAIN { return [] }
        return count > 0 ? Array(chunk[..<count]) : nil
    }

    private static func tell(_ bytes: [UInt8], after line: inout [UInt8], _ onLine: (String) -> Void) {
        for byte in bytes {
            if byte == UInt8(ascii: "\n") {
                onLine(String(decoding: line, as: UTF8.self))
                line = []
            } else {
                line.append(byte)
            }
        }
    }

    /// The compiler of Swift 6.3 traps where the name of its temporary folder is not ASCII.
    private static var environment: [String: String] {
        var environment = ProcessInfo.processInfo.environment
        if let folder = environment["TMPDIR"], !folder.utf8.allSatisfy({ $0 < 128 }) {
            environment["TMPDIR"] = "/tmp"
        }
        return environment
    }

    private static func start(_ program: String, _ arguments: [String], output: Pipe, errors: Pipe) throws
        -> Process
    {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = errors
        do { try process.run() } catch { throw GradingError.toolMissing(path: program) }
        return process
    }
}
