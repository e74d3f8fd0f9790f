import Foundation
import Testing

@testable import Grading

@Suite("What an explored program tells")
struct ExplorationRecordTests {
    /// A whole stream of `Docs/records`.
    static func stream(_ name: String) throws -> [[UInt8]] {
        let folder = (0..<4).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }
        let bytes = try Data(contentsOf: folder.appending(path: "Docs/records/\(name).jsonl"))
        return bytes.split(separator: UInt8(ascii: "\n")).map(Array.init)
    }

    static func told(_ name: String) throws -> ExplorationRun.Told {
        try stream(name).reduce(into: ExplorationRun.Told()) { $0.take(try ExplorationRecord(line: $1)) }
    }

    @Test("A search that finds nothing is told to its end")
    func clean() throws {
        let told = try Self.told("explore-clean")
        #expect(told.fault == nil)
        #expect(told.findings.isEmpty)
        #expect(told.begin?.strategy == "mix")
        #expect(told.end?.schedules == 1000)
        #expect(told.end?.ended == .budget)
        #expect(told.end?.exhausted == false)
    }

    @Test(
        "Every stream of Docs/records is read",
        arguments: ["explore-race", "explore-deadlock", "explore-lost-wakeup", "explore-uncontrolled"])
    func findings(name: String) throws {
        let told = try Self.told(name)
        #expect(told.fault == nil)
        #expect(told.end?.ended == .finding)
        #expect(!told.findings.isEmpty)
        #expect(told.findings.last?.schedule == told.end?.schedules)
    }

    @Test("A data race comes before what it leads to, with both accesses")
    func race() throws {
        let told = try Self.told("explore-race")
        #expect(told.findings.map(\.kind) == ["data_race", "assertion"])
        let race = try #require(told.findings[0].race).map { told.findings[0].steps[$0] }
        #expect(race.map(\.action) == ["write", "read"])
        #expect(race.map(\.value?.value) == [1, 1])
        #expect(race.map(\.thread) == [1, 2])
        #expect(told.findings[1].error.contains("count == 2"))
    }

    @Test("A fault ends the stream, and nothing is believed to be all")
    func fault() throws {
        let told = try Self.told("explore-fault")
        #expect(told.fault == "mmap: Cannot allocate memory")
        #expect(told.end == nil)
    }

    @Test("Records out of order, and lines that are none, are faults")
    func disorder() throws {
        let lines = try Self.stream("explore-clean")
        let noBegin = try lines.dropFirst().reduce(into: ExplorationRun.Told()) {
            $0.take(try ExplorationRecord(line: $1))
        }
        #expect(noBegin.fault != nil)
        let twice = try (lines + [lines[2]]).reduce(into: ExplorationRun.Told()) {
            $0.take(try ExplorationRecord(line: $1))
        }
        #expect(twice.fault != nil)
        for line in ["", "{}", "{\"record\":\"later\"}", "{\"record\":\"progress\"}", "garbage"] {
            #expect(throws: DecodingError.self) { try ExplorationRecord(line: Array(line.utf8)) }
        }
    }

    @Test("Numbers beyond what JSON's own can hold stay exact")
    func large() throws {
        let decoder = JSONDecoder()
        #expect(try decoder.decode(Offset.self, from: Data("\"0xffffffffffffffff\"".utf8)).value == .max)
        for text in ["12", "\"12\"", "\"0x\"", "\"0x10000000000000000\"", "\"0x-1\""] {
            #expect(throws: DecodingError.self) { try decoder.decode(Offset.self, from: Data(text.utf8)) }
        }
    }
}
