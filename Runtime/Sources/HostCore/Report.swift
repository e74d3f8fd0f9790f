import CHost
import GraderKit

/// What a test child says of its test, in the body of a record `report`.
struct Report: Equatable {
    enum Verdict: Equatable {
        case passed
        case failed([TestFailure])
        /// The test could not be run at all: a library does not load, or the grader has no such test.
        case fault(String)
    }

    let verdict: Verdict
    let scenarios: [ExploredScenario]

    static let passed = Report(.passed)
    static func failed(_ failures: [TestFailure]) -> Report { Report(.failed(failures)) }
    static func fault(_ what: String) -> Report { Report(.fault(what)) }

    init(_ outcome: GradedTest.Outcome) {
        self.init(outcome.failures.isEmpty ? .passed : .failed(outcome.failures), outcome.scenarios)
    }

    private init(_ verdict: Verdict, _ scenarios: [ExploredScenario] = []) {
        self.verdict = verdict
        self.scenarios = scenarios
    }

    var body: [UInt8] {
        var record = Record("report")
        switch verdict {
        case .passed:
            record.add("status", "passed")
        case .failed(let failures):
            record.add("status", "failed")
            for failure in failures {
                record.add("failure", "\(failure.line) \(failure.description)")
            }
        case .fault(let what):
            record.add("fault", what)
        }
        scenarios.forEach { record.add($0) }
        return record.body
    }

    init(body: [UInt8]) throws(RecordError) {
        let record = try Record(body: body)
        guard record.kind == "report" else {
            throw .unexpected(record: record.kind)
        }
        if let what = record.values("fault").first {
            self = .fault(what)
            return
        }
        let status = try record.value("status")
        let failures = record.values("failure").map(Self.failure)
        let scenarios = try record.scenarios()
        let hasFindings = scenarios.contains {
            !$0.exploration.findings.isEmpty || $0.exploration.untold > 0
        }
        switch (status, failures.isEmpty) {
        case ("passed", true) where !hasFindings: self.init(.passed, scenarios)
        case ("failed", false): self.init(.failed(failures), scenarios)
        default: throw .outOfRange(key: "status", value: status)
        }
    }

    private static func failure(_ text: String) -> TestFailure {
        let (line, description) = Record.numbered(text)
        return TestFailure(line: line, description: description)
    }
}

/// All that came through the record pipe of one test, once the test has ended.
struct ReportStream {
    /// Present only if it carried the test's nonce and there was exactly one.
    private(set) var report: Report?
    /// Offsets from a crash note; without a nonce, so they only decorate a crash that the wait status tells
    /// of.
    private(set) var frames: [UInt64] = []
    private(set) var isCrashNoted = false
    /// There are bytes that neither the child's end nor its crash handler wrote.
    private(set) var isForged = false

    /// - Parameter nonce: the one that was given to this test alone, before its process existed.
    init(_ bytes: [UInt8], nonce: [UInt8]) {
        precondition(nonce.count == Int(HOST_NONCE_BYTES))
        var rest = bytes[...]
        while !rest.isEmpty {
            let isUnderstood =
                rest.starts(with: nonce)
                ? takeReport(&rest, nonce: nonce)
                : rest.starts(with: Self.crashMark) ? takeCrashNote(&rest) : false
            guard isUnderstood else {
                report = nil
                isForged = true
                return
            }
        }
    }

    private static let crashMark = [UInt8](unsafeUninitializedCapacity: Int(HOST_NONCE_BYTES)) {
        buffer, count in
        host_crash_mark(buffer.baseAddress)
        count = Int(HOST_NONCE_BYTES)
    }

    private mutating func takeReport(_ rest: inout ArraySlice<UInt8>, nonce: [UInt8]) -> Bool {
        let afterNonce = rest.dropFirst(nonce.count)
        guard report == nil, afterNonce.count >= Record.headBytes else {
            return false
        }
        let length = Record.length(head: afterNonce.prefix(Record.headBytes))
        let body = afterNonce.dropFirst(Record.headBytes).prefix(length)
        guard body.count == length, let report = try? Report(body: Array(body)) else {
            return false
        }
        self.report = report
        rest = rest[body.endIndex...]
        return true
    }

    private mutating func takeCrashNote(_ rest: inout ArraySlice<UInt8>) -> Bool {
        let size = MemoryLayout<host_crash_note>.size
        guard rest.count >= size else {
            return false
        }
        let words = rest.prefix(size).dropFirst(Int(HOST_NONCE_BYTES)).withUnsafeBytes { bytes in
            stride(from: 0, to: bytes.count, by: 8).map {
                bytes.loadUnaligned(fromByteOffset: $0, as: UInt64.self)
            }
        }
        isCrashNoted = true
        frames = Array(words.dropFirst().prefix(Int(clamping: words.first ?? 0)))
        rest = rest.dropFirst(size)
        return true
    }
}
