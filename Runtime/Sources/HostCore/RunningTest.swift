import CHost
import Glibc

/// A test whose process exists, and what has come from it so far.
final class RunningTest {
    /// Why the host ended a test that had not ended by itself.
    enum Cause: Equatable {
        case timedOut, outOfMemory, outputLimit
        case deadlocked(Deadlock)
    }

    let index: Int
    /// What it came to in the first round, if this is the second one.
    let earlier: TestResult?
    let startedNS: Int64
    var child: host_child
    var watch: DeadlockWatch
    private(set) var record: [UInt8] = []
    private(set) var output: [UInt8] = []
    /// More was printed than is allowed.
    private(set) var isOverOutput = false
    private let outputBytesMax: Int
    /// False once the pipe has ended: polling it again would spin.
    private(set) var isRecordOpen = true
    private(set) var isOutputOpen = true

    private static let pieceBytes = 65_536
    private static let recordBytesMax =
        Int(HOST_NONCE_BYTES) + Record.headBytes + Int(HOST_REPORT_BYTES_MAX)
        + MemoryLayout<host_crash_note>.size

    init(index: Int, earlier: TestResult?, child: host_child, startedNS: Int64, outputKB: Int) {
        self.index = index
        self.earlier = earlier
        self.child = child
        self.startedNS = startedNS
        watch = DeadlockWatch(startedNS: startedNS)
        outputBytesMax = outputKB * 1024
    }

    deinit {
        close(child.record_fd)
        close(child.output_fd)
    }

    var nonce: [UInt8] {
        withUnsafeBytes(of: child.nonce, Array.init)
    }

    /// More came through the record pipe than any report has: nobody needs to hear the rest.
    var isOverRecord: Bool {
        record.count > Self.recordBytesMax
    }

    /// Reads one piece of what the record pipe holds.
    func readRecord() throws {
        switch try ReadEnd(descriptor: child.record_fd).read(atMost: Self.pieceBytes) {
        case .bytes(let bytes):
            if !isOverRecord {
                record += bytes
            }
        case .nothing: break
        case .end: isRecordOpen = false
        }
    }

    /// Reads one piece of what the test printed; what exceeds the limit is dropped.
    func readOutput() throws {
        switch try ReadEnd(descriptor: child.output_fd).read(atMost: Self.pieceBytes) {
        case .bytes(let bytes):
            let room = outputBytesMax - output.count
            output += bytes.prefix(room)
            isOverOutput = isOverOutput || bytes.count > room
        case .nothing: break
        case .end: isOutputOpen = false
        }
    }

    /// Reads what is still there once all writers are dead: a pipe's capacity at most.
    func drain() throws {
        while isRecordOpen {
            let before = record.count
            try readRecord()
            guard record.count > before else {
                break
            }
        }
        while isOutputOpen, !isOverOutput {
            let before = output.count
            try readOutput()
            guard output.count > before else {
                break
            }
        }
    }

    /// Judges the test, once its process is reaped and its pipes are drained.
    ///
    /// - Parameters:
    ///   - cause: why the host ended it; nil if it ended by itself.
    ///   - status: its wait status.
    /// - Throws: ``HostFault`` if the child could not run the test at all.
    func result(cause: Cause?, status: Int32, endedNS: Int64) throws -> TestResult {
        let stream = ReportStream(record, nonce: nonce)
        let judged = try judged(stream, cause, status)
        let isReported =
            switch judged {
            case .passed, .failed: true
            default: false
            }
        return TestResult(
            index: index, status: judged,
            seconds: Double(endedNS - startedNS) / 1e9 + (earlier?.seconds ?? 0), output: output,
            isOutputCut: isOverOutput, scenarios: isReported ? stream.report?.scenarios ?? [] : [])
    }

    private func judged(
        _ stream: ReportStream, _ cause: Cause?, _ status: Int32
    ) throws -> TestResult.Status {
        let ending = TestResult.Ending(status: status)
        // Also when it ended before anyone looked: the same test shall not be judged by who was faster.
        if isOverOutput || cause == .outputLimit {
            return .outputLimit
        }
        switch cause {
        case .timedOut: return .timedOut
        case .outOfMemory: return .outOfMemory
        case .deadlocked(let deadlock): return .deadlocked(deadlock)
        case .outputLimit, nil: break
        }
        if ending == .exitCode(Int32(HOST_EXIT_NOT_CONFINED)), record.isEmpty {
            throw HostFault.notConfined
        }
        switch (stream.report?.verdict, ending) {
        // A thread may have crashed while the test's own said all is well: then it is not.
        case _ where stream.isCrashNoted:
            return .crashed(ending, frames: stream.frames, isForged: stream.isForged)
        case (.passed, .exitCode(0)): return .passed
        case (.failed(let failures), .exitCode(0)): return .failed(failures)
        case (.fault(let what), .exitCode(0)): throw HostFault.test(what)
        default: return .crashed(ending, frames: stream.frames, isForged: stream.isForged)
        }
    }
}
