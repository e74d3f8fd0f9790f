import Dispatch
import Foundation

/// Runs a trusted program of the toolchain (never a learner's) and collects what it says.
enum Tool {
    struct Answer {
        var status: Int32
        var output: [UInt8]
        var errors: [UInt8]
    }

    static func run(_ program: String, _ arguments: [String]) throws -> Answer {
        let output = Pipe()
        let errors = Pipe()
        let process = try start(program, arguments, output: output, errors: errors)
        // Two pipes must be read side by side, or a program that fills the second blocks.
        nonisolated(unsafe) var said = Data()
        let group = DispatchGroup()
        DispatchQueue.global().async(group: group) {
            said = errors.fileHandleForReading.readDataToEndOfFile()
        }
        let printed = output.fileHandleForReading.readDataToEndOfFile()
        group.wait()
        process.waitUntilExit()
        return Answer(status: process.terminationStatus, output: Array(printed), errors: Array(said))
    }

    /// Calls `onLine` with each line the program prints, as it comes; stdout and stderr are one stream.
    static func follow(_ program: String, _ arguments: [String], onLine: (String) -> Void) throws -> Answer {
        let output = Pipe()
        let process = try start(program, arguments, output: output, errors: output)
        var all: [UInt8] = []
        var line: [UInt8] = []
        while true {
            let chunk = output.fileHandleForReading.availableData
            if chunk.isEmpty { break }
            all += chunk
            for byte in chunk {
                if byte == UInt8(ascii: "\n") {
                    onLine(String(decoding: line, as: UTF8.self))
                    line = []
                } else {
                    line.append(byte)
                }
            }
        }
        process.waitUntilExit()
        return Answer(status: process.terminationStatus, output: all, errors: [])
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
