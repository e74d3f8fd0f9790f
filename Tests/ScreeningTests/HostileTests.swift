import Course
import Foundation
import Screening
import Testing

@Suite("속이려는 프로그램은 걸림")
struct HostileTests {
    static let programs = Sample.all(in: "Hostile")

    @Test("정해진 체가 정해진 무게로, 그 줄에서 이름을 댐", arguments: programs)
    func caught(program: Sample) async throws {
        let expected = try #require(Expectation(program.heading))
        let files = [(name: program.name, bytes: program.bytes)]
        let screen = Screen(exercise: .heldSum(), files: files)
        let found: [Objection]
        switch expected.sieve {
        case "S3": found = screen.sourceObjections()
        case "S1":
            found = screen.objections(to: try await Workbench.compile(files, module: "HeldSum").object)
        default:
            found = screen.objections(
                to: try await Workbench.compile(files, module: "HeldSum").diagnostics)
        }
        #expect(
            found.contains { objection in
                objection.weight == expected.weight && objection.line == expected.line
                    && objection.file == (expected.line == nil ? nil : program.name)
                    && objection.message.contains(expected.word)
            }, "\(found)")
    }

    @Test("스물다섯 개가 넘음")
    func count() {
        #expect(Self.programs.count >= 25)
    }

    /// `S1 forbidden 4 exit`: sieve, weight, line (`-` for none), what the message names.
    private struct Expectation {
        var sieve: String
        var weight: Objection.Weight
        var line: Int?
        var word: String

        init?(_ heading: String) {
            let parts = heading.split(separator: " ", maxSplits: 3).map(String.init)
            guard parts.count == 4, ["S1", "S2", "S3"].contains(parts[0]) else { return nil }
            sieve = parts[0]
            weight = parts[1] == "tampered" ? .tampered : .forbidden
            line = Int(parts[2])
            word = parts[3]
        }
    }
}
