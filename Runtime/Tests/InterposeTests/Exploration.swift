import Foundation

/// One run of an explored program: what it told, line by line.
struct Exploration {
    /// Lines but for those of progress, which depend on the machine's speed.
    var lines: [String] = []
    var findings: [Finding] = []
    var end: End?
    var fault: String?
    /// As the process ended.
    var status: Int32
    var errors: String

    struct Finding: Decodable {
        struct Thread: Decodable {
            var id: Int
            var start: String?
            var created: String?
        }
        struct Object: Decodable {
            var id: Int
            var kind: String
            var address: String?
        }
        struct Step: Decodable {
            var thread: Int
            var action: String
            var object: Int?
            var size: Int
            var value: String?
            var pointer: Int?
            var pc: String?
            var note: String?
            var order: String?
        }
        struct Waiting: Decodable {
            var thread: Int
            var action: String
            var object: Int?
            var held_by: [Int]
            var pc: String?
        }
        var kind: String
        var schedule: Int
        var choices: String
        var preemptions: Int
        var minimum: Bool
        var threads: [Thread]
        var objects: [Object]
        var omitted: Int
        var steps: [Step]
        var waiting: [Waiting]
        var race: [Int]?
        var signal: Int
        var exit: Int
        var call: String?
        var output: String
        var error: String
    }

    struct End: Decodable {
        var schedules: Int
        var exhausted: Bool
        var ended: String
        var limited: Int
        var steps_max: Int
        var threads_max: Int
    }

    var kinds: Set<String> { Set(findings.map(\.kind)) }

    func first(_ kind: String) -> Finding? { findings.first { $0.kind == kind } }

    /// - Parameters:
    ///   - words: of SIL_EXPLORE besides the descriptor; nil: without the variable.
    ///   - input: what the program finds on stdin.
    ///   - beside: called again and again while it runs, with the id of the process that forks.
    init(
        _ program: URL, _ words: String?, input: Data? = nil, beside: (@Sendable (pid_t) -> Void)? = nil
    ) throws {
        let process = Process()
        let output = Pipe()
        let errors = Pipe()
        // Process hands on the first three descriptors only: the shell gives stdout its other number.
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", "exec \"$0\" 9>&1 >/dev/null", program.path]
        var environment = ProcessInfo.processInfo.environment
        environment["SIL_EXPLORE"] = words.map { "fd=9 " + $0 }
        process.environment = environment
        process.standardOutput = output
        process.standardError = errors
        if let input {
            let pipe = Pipe()
            process.standardInput = pipe
            try pipe.fileHandleForWriting.write(contentsOf: input)
            try pipe.fileHandleForWriting.close()
        } else {
            process.standardInput = FileHandle.nullDevice
        }
        try process.run()
        if let beside {
            nonisolated(unsafe) let running = process
            Thread { while running.isRunning { beside(running.processIdentifier) } }.start()
        }
        let told = output.fileHandleForReading.readDataToEndOfFile()
        self.errors = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        status = process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
        for line in told.split(separator: UInt8(ascii: "\n")) { try take(Data(line)) }
    }

    private mutating func take(_ line: Data) throws {
        struct Head: Decodable { var record: String }
        struct Fault: Decodable { var what: String }
        let decoder = JSONDecoder()
        let record = try decoder.decode(Head.self, from: line).record
        if record != "progress" { lines.append(String(decoding: line, as: UTF8.self)) }
        switch record {
        case "finding": findings.append(try decoder.decode(Finding.self, from: line))
        case "end": end = try decoder.decode(End.self, from: line)
        case "fault": fault = try decoder.decode(Fault.self, from: line).what
        default: break
        }
    }
}
