import Foundation
import Testing

@testable import Grading

@Suite("기록의 형식")
struct RecordTests {
    @Test("쓴 것을 그대로 읽음: 줄바꿈, 퍼센트, 한글, NUL")
    func roundTrip() throws {
        let record = Record(
            "result", [("index", "3"), ("output", "한\n글\r100%\0"), ("failure", "1 a"), ("failure", "2 b")])
        let frame = record.frame
        #expect(frame.prefix(4).reduce(0) { $0 << 8 | Int($1) } == frame.count - 4)
        let read = try #require(Record(body: frame.dropFirst(4)))
        #expect(read == record)
        #expect(read.all("failure") == ["1 a", "2 b"])
    }

    @Test(
        "기록이 아닌 것은 거절함",
        arguments: [
            "", "index: 3\n", "record result\n", "record:result\n", "record: a\nx: %G1\n", "record: a\nx: %2",
        ])
    func rejects(text: String) {
        #expect(Record(body: text.utf8) == nil)
    }

    @Test("본보기 파일을 모두 읽고, 다시 쓰면 바이트까지 같음")
    func golden() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Docs/records")
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "record" }
        #expect(files.count >= 7)
        for file in files {
            let bytes = Array(try Data(contentsOf: file))
            let record = try #require(Record(body: bytes.dropFirst(4)), "\(file.lastPathComponent)")
            #expect(record.frame == bytes, "\(file.lastPathComponent)")
            #expect(file.lastPathComponent.hasPrefix(record.kind), "\(file.lastPathComponent)")
        }
    }

    @Test("크래시와 데드락의 본보기에서 스레드마다 선 곳을 읽음")
    func stacks() throws {
        #expect(Judge.stacks(of: try Self.example("result-deadlocked")) == [[0x3a2f, 0x401e], [0x3b00]])
        #expect(Judge.stacks(of: try Self.example("result-crashed-signal")) == [[0x3a2f, 0x401e]])
        #expect(Judge.stacks(of: try Self.example("result-crashed-exit")).isEmpty)
    }

    @Test("탐색한 테스트의 본보기에서 결함을 읽음")
    func explored() throws {
        let record = try Self.example("result-explored")
        #expect(record.all("explored") == ["12 잠그고 올림 100%", "21 두 스레드가 한 번씩 올리면 2가 됨"])
        let findings = try record.all("finding").map { try ExplorationRecord(line: Array($0.utf8)) }
        guard case .finding(let finding) = findings.first else {
            Issue.record("\(findings)")
            return
        }
        #expect(findings.count == 1 && finding.kind == "deadlock" && !finding.waiting.isEmpty)
    }

    static func example(_ name: String) throws -> Record {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Docs/records/\(name).record")
        return try #require(Record(body: Array(try Data(contentsOf: folder)).dropFirst(4)))
    }

    @Test("UTF-8이 아닌 것은 거절함")
    func rejectsBinary() {
        #expect(Record(body: Array("record: a\nx: ".utf8) + [0xff, 10]) == nil)
    }
}

@Suite("시험을 세는 법")
struct ReportTests {
    private func report(_ records: [Record], count: Int = 2) -> HostSession.Report {
        var report = HostSession.Report()
        for record in records where report.fault == nil { report.take(record, count: count) }
        return report
    }
    private func start(_ index: Int) -> Record { Record("start", [("index", "\(index)")]) }
    private func result(_ index: Int) -> Record {
        Record("result", [("index", "\(index)"), ("status", "passed")])
    }

    @Test("모두 오고 마지막 기록이 수를 맞추면 온전함")
    func complete() {
        let report = report([start(0), result(0), start(1), result(1), Record("done", [("count", "2")])])
        #expect(report.isComplete && report.fault == nil)
    }

    @Test("늦게 끝난 시험은 뒤에 와도 됨")
    func overlapping() {
        let report = report([start(0), start(1), result(1), result(0), Record("done", [("count", "2")])])
        #expect(report.isComplete)
    }

    @Test("되풀이되거나 시작하지 않은 결과, 순서가 틀린 시작은 믿지 않음")
    func outOfOrder() {
        #expect(report([start(0), result(0), result(0)]).fault != nil)
        #expect(report([result(0)]).fault != nil)
        #expect(report([start(1)]).fault != nil)
        #expect(report([start(0), start(1), start(2)]).fault != nil)
        #expect(report([start(0), result(0), Record("done", [("count", "2")])]).fault != nil)
        #expect(report([Record("hello")]).fault != nil)
    }
}
