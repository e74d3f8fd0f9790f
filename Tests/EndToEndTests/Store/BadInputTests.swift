import Foundation
import Glibc
import Testing

extension EndToEnd {
    /// Files, names and folders that cannot be used: an answer in Korean with the right exit code, and nothing lost.
    @Suite("쓸 수 없는 입력")
    struct BadInput {
        private let course: HandMadeCourse
        private let learner: Learner

        init() throws {
            course = try .sum()
            learner = try Learner()
        }

        private func submit(_ files: String..., json: Bool = true) throws -> SilProcess.Result {
            try learner.sil(
                ["submit", "held-sum", "--file"] + files + ["--course", course.path]
                    + (json ? ["--json"] : []))
        }

        private var solution: String { course.file("Exercises/held-sum/Solutions/plain/HeldSum.swift") }

        @Test("A file that is not there: an error document, 65, nothing recorded")
        func missing() throws {
            let result = try submit(course.file("없음.swift"))
            #expect(result.status == 65)
            #expect(try result.document(ErrorDocument.self).error.message.contains("없음.swift"))
            #expect(result.speaksKorean)
            #expect((try? Store(at: learner.store).attempts(of: "held-sum")) ?? [] == [])
        }

        @Test("A folder is no file: 65")
        func folder() throws {
            #expect(try submit(course.file("Lessons")).status == 65)
        }

        @Test(
            "Bytes that cannot be used: invalid_submission, 65, in the history but not counted",
            arguments: [[0x66, 0xff, 0xfe, 0x0a], [0x6c, 0x00, 0x0a]] as [[UInt8]])
        func bytes(bytes: [UInt8]) throws {
            let result = try submit(try course.folder.write("HeldSum.swift", Data(bytes)))
            #expect(result.status == 65)
            let verdict = try result.document(VerdictDocument.self)
            #expect(verdict.verdict == "invalid_submission")
            #expect(!verdict.counted && verdict.recorded && verdict.attempt == 1)
            #expect(
                try Store(at: learner.store).attempts(of: "held-sum").map(\.verdict) == ["invalid_submission"]
            )
        }

        @Test("A home that cannot be made: submit grades, says 기록되지 않음, exits 69; the rest goes on")
        func noHome() throws {
            // /sys takes no folders, from root neither.
            learner.environment["SIL_HOME"] = "/sys/kernel/siltarae"
            try expectUnrecorded()
        }

        @Test("A read-only store: the same, and what is in it stays")
        func readOnlyHome() throws {
            #expect(try submit(course.file("Exercises/held-sum/Mutants/minus/HeldSum.swift")).status == 1)
            let before = try Store(at: learner.store).attempts(of: "held-sum")
            #expect(before.count == 1)
            try whileReadOnly(learner.home) { try expectUnrecorded() }
            #expect(try Store(at: learner.store).attempts(of: "held-sum") == before)
            #expect(try Store(at: learner.store).faults() == [])
        }

        private func expectUnrecorded() throws {
            let json = try submit(solution)
            #expect(json.status == 69)
            let verdict = try json.document(VerdictDocument.self)
            #expect(verdict.verdict == "passed" && !verdict.recorded && verdict.attempt == nil)
            let card = try submit(solution, json: false)
            #expect(card.status == 69)
            #expect(card.stdout.contains("기록되지 않음") && card.speaksKorean)
            #expect(try learner.sil("read", "1", "--course", course.path).status == 0)
            #expect(try learner.sil("list", "--course", course.path).status == 0)
            let test = try learner.sil("test", "held-sum", "--file", solution, "--course", course.path)
            #expect(test.status == 0)
        }

        @Test("A damaged store: 65, and the file is left as it is")
        func damaged() throws {
            let rubbish = Data(repeating: 0x41, count: 8192)
            try FileManager.default.createDirectory(at: learner.home, withIntermediateDirectories: true)
            try rubbish.write(to: learner.store)
            let result = try learner.sil("progress", "--course", course.path)
            #expect(result.status == 65)
            #expect(result.speaksKorean)
            #expect(try Data(contentsOf: learner.store) == rubbish)
        }

        @Test("A folder that is no course: 65")
        func noCourse() throws {
            let result = try learner.sil("list", "--course", learner.desk.path)
            #expect(result.status == 65)
            #expect(result.speaksKorean)
        }
    }
}
