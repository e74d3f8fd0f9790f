import CHost
import GraderKit
import Testing

@testable import HostCore

/// Which bytes of a record pipe are believed.
struct ReportStreamTests {
    static let nonce: [UInt8] = (0..<UInt8(HOST_NONCE_BYTES)).map { $0 + 100 }

    static func sent(_ report: Report) -> [UInt8] {
        nonce + Record.head(length: report.body.count) + report.body
    }

    static var crashNote: [UInt8] {
        var note = host_crash_note()
        withUnsafeMutableBytes(of: &note.mark) {
            host_crash_mark($0.baseAddress?.assumingMemoryBound(to: UInt8.self))
        }
        note.count = 2
        note.offsets.0 = 0x10
        note.offsets.1 = 0x20
        return withUnsafeBytes(of: note, Array.init)
    }

    @Test(
        "A report with the nonce is believed",
        arguments: [
            Report.passed, .failed([TestFailure(line: 3, description: "a b\nc")]), .fault("entry: none"),
        ])
    func believed(report: Report) {
        let stream = ReportStream(Self.sent(report), nonce: Self.nonce)
        #expect(stream.report == report)
        #expect(!stream.isForged)
    }

    @Test("A report tells of scenarios what the test has kept of them")
    func scenarios() {
        var exploration = Exploration()
        exploration.executions = 3
        exploration.findings = ["{\"a\": \"100%\"}"]
        let outcome = GradedTest.Outcome(
            failures: [TestFailure(line: 1, description: "explored: 1")],
            scenarios: [
                ExploredScenario(title: "a\nb", line: 7, exploration: Exploration()),
                ExploredScenario(title: "", line: 8, exploration: exploration),
            ])
        let report = Report(outcome)
        #expect(ReportStream(Self.sent(report), nonce: Self.nonce).report == report)
        #expect(report.scenarios == outcome.scenarios)
    }

    @Test("Silence is neither a report nor forged")
    func silence() {
        let stream = ReportStream([], nonce: Self.nonce)
        #expect(stream.report == nil && !stream.isForged)
    }

    static let forgeries: [[UInt8]] = [
        [0], Array(sent(.passed).dropFirst(16)), [0] + sent(.passed), sent(.passed) + [0],
        sent(.passed) + sent(.passed), Array(sent(.passed).dropLast()), nonce,
        nonce + Record.head(length: 0), nonce + Record.head(length: 1 << 31), Array(crashNote.dropLast()),
        sent(.passed).map { $0 == 100 ? 101 : $0 },
    ]

    @Test("Anything more, less or other is forged", arguments: forgeries)
    func forged(bytes: [UInt8]) {
        let stream = ReportStream(bytes, nonce: Self.nonce)
        #expect(stream.report == nil)
        #expect(stream.isForged)
    }

    @Test("A report that contradicts itself is forged")
    func contradiction() {
        let bodies = [
            "record: report\nstatus: passed\nfailure: 1 x\n", "record: report\nstatus: failed\n",
            "record: report\nstatus: passed\nexplored: 1 x\nfinding: {}\n",
            "record: report\nstatus: passed\nexplored: 1 x\nexhausted: maybe\n",
        ]
        for body in bodies {
            let bytes = Self.nonce + Record.head(length: body.utf8.count) + Array(body.utf8)
            #expect(ReportStream(bytes, nonce: Self.nonce).isForged)
        }
    }

    @Test("A crash note gives frames and nothing else")
    func crashNoted() {
        let alone = ReportStream(Self.crashNote, nonce: Self.nonce)
        #expect(alone.frames == [0x10, 0x20])
        #expect(alone.report == nil && !alone.isForged)
        let both = ReportStream(Self.crashNote + Self.sent(.passed), nonce: Self.nonce)
        #expect(both.report == .passed && both.isCrashNoted && !both.isForged)
    }
}
