import Foundation
import GraderKit
import Testing

@testable import HostCore

/// The form of records, against the files that the tool's side tests against too.
struct RecordTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../Docs/records").standardizedFileURL

    private func golden(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: Self.folder.appending(path: "\(name).record")))
    }

    private static func record(_ kind: String, _ fields: [(String, String)] = []) -> Record {
        fields.reduce(into: Record(kind)) { $0.add($1.0, $1.1) }
    }

    private static func result(
        _ index: Int, _ status: TestResult.Status, seconds: Double, output: String = "", isCut: Bool = false
    ) -> Record {
        TestResult(
            index: index, status: status, seconds: seconds, output: Array(output.utf8), isOutputCut: isCut
        )
        .record
    }

    private static func exploration(
        isExhausted: Bool, executions: Int, schedules: Int, limited: Int = 0, cost: Int,
        isRepeatable: Bool = true, assumesWaiting: Bool = false, orders: Int = 0, findings: [String] = [],
        shown: [Int] = [], untold: Int = 0
    ) -> Exploration {
        var exploration = Exploration()
        exploration.isExhausted = isExhausted
        exploration.executions = executions
        exploration.schedules = schedules
        exploration.limited = limited
        exploration.cost = cost
        exploration.isRepeatable = isRepeatable
        exploration.assumesWaiting = assumesWaiting
        exploration.orders = orders
        exploration.shown = shown
        exploration.findings = findings
        exploration.untold = untold
        return exploration
    }

    /// A line that an explored program tells in just the same way.
    private static let finding: String = {
        let file = folder.appending(path: "explore-deadlock.jsonl")
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").first { $0.contains("\"record\":\"finding\"") }.map(String.init)
            ?? ""
    }()

    static let written: [(String, Record)] = [
        ("hello", record("hello", [("version", "1"), ("threads", "1"), ("pid", "2"), ("landlock", "7")])),
        ("opened", record("opened")),
        ("start", record("start", [("index", "0")])),
        ("result-passed", result(0, .passed, seconds: 0.00123)),
        (
            "result-failed",
            result(
                1,
                .failed([
                    TestFailure(
                        line: 12, description: #"XCTAssertEqual failed: ("3") is not equal to ("4") - 합이 다름"#),
                    TestFailure(line: 0, description: "threw Broken(part: \"a\nb\")"),
                ]), seconds: 0.0123, output: "첫 줄\n100%\r\n\0")
        ),
        (
            "result-crashed-signal",
            result(
                2, .crashed(.signal(4), frames: [0x3a2f, 0x401e], isForged: false), seconds: 0.003,
                output: "before\n")
        ),
        (
            "result-crashed-exit",
            result(3, .crashed(.exitCode(0), frames: [], isForged: false), seconds: 0.0018)
        ),
        (
            "result-crashed-forged",
            result(4, .crashed(.exitCode(0), frames: [], isForged: true), seconds: 0.002)
        ),
        (
            "result-explored",
            TestResult(
                index: 8, status: .failed([TestFailure(line: 21, description: "explored: 1")]),
                seconds: 0.0134,
                output: [], isOutputCut: false,
                scenarios: [
                    ExploredScenario(
                        title: "잠그고 올림 100%", line: 12,
                        exploration: exploration(
                            isExhausted: true, executions: 90, schedules: 91, cost: 31500,
                            assumesWaiting: true)),
                    ExploredScenario(
                        title: "두 스레드가 한 번씩 올리면 2가 됨", line: 21,
                        exploration: exploration(
                            isExhausted: false, executions: 4, schedules: 6, limited: 1, cost: 2140,
                            isRepeatable: false, orders: 4, findings: [finding], shown: [2], untold: 2)),
                ]
            ).record
        ),
        ("result-timed-out", result(5, .timedOut, seconds: 9.98712)),
        ("result-out-of-memory", result(6, .outOfMemory, seconds: 0.25)),
        ("result-output-limit", result(7, .outputLimit, seconds: 0.01, output: "가나다", isCut: true)),
        (
            "result-deadlocked",
            result(
                8, .deadlocked(Deadlock(blocked: 3, waiting: [[0x3a2f, 0x401e], [0x3b00]])), seconds: 0.41)
        ),
        ("done", record("done", [("count", "9")])),
        (
            "fault",
            record(
                "fault",
                [
                    (
                        "what",
                        HostFault.test("learner: /proc/self/fd/253: undefined symbol: $s7HeldSum3fooyyF")
                            .description
                    )
                ])
        ),
    ]

    @Test("The host writes the frames of Docs/records", arguments: written)
    func writes(name: String, record: Record) throws {
        #expect(record.frame == (try golden(name)), "\(String(decoding: record.frame, as: UTF8.self))")
    }

    @Test("Every frame of Docs/records is read, and written again as it was")
    func readsAll() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).filter {
            $0.hasSuffix(".record")
        }
        #expect(Set(names) == Set((Self.written.map(\.0) + ["run"]).map { "\($0).record" }))
        for name in names {
            let bytes = try golden(String(name.dropLast(7)))
            #expect(Record.length(head: bytes.prefix(4)) == bytes.count - 4)
            #expect(try Record(body: Array(bytes.dropFirst(4))).frame == bytes)
        }
    }

    @Test("The host reads the order of Docs/records")
    func readsOrder() throws {
        let order = try RunOrder(Record(body: Array(try golden("run").dropFirst(4))))
        #expect(order.learner == "/job/learner.so")
        #expect(order.grader == "/job/100%/grader.so")
        #expect(order.seconds == 10)
        #expect(order.memoryMB == 512)
        #expect(order.processes == 64)
        #expect(order.outputKB == 256)
        #expect(!order.mayExecute)
        #expect(!order.mayUseSockets)
        #expect(!order.readsProc)
        #expect(order.tests == ["HeldSumTests.testSmall", "HeldSumTests.testAsync"])
    }

    @Test("Any text survives", arguments: ["", " ", "a: b", "%", "%0A", "\n\r\0%", "한글\n", "record: x"])
    func escapes(text: String) throws {
        var record = Record("result")
        record.add("output", text)
        record.add("output", text)
        #expect(try Record(body: record.body).values("output") == [text, text])
    }

    @Test(
        "What is no record is refused with its reason",
        arguments: [
            ("", RecordError.malformed(line: "")),
            ("record: x", .malformed(line: "record: x")),
            ("kind: x\n", .noKind),
            ("record: x\nkey\n", .malformed(line: "key")),
            ("record: x\n\n", .malformed(line: "")),
            ("record: x\nkey: 100%\n", .malformed(line: "100%")),
            ("record: x\nkey: %41\n", .malformed(line: "%41")),
        ])
    func refuses(body: String, error: RecordError) {
        #expect(throws: error) { try Record(body: Array(body.utf8)) }
    }

    @Test("Bytes that are not UTF-8 are refused")
    func refusesBytes() {
        #expect(throws: RecordError.notUTF8) { try Record(body: [0xFF, 0x0A]) }
    }
}
