import Foundation
import Testing

extension EndToEnd {
    /// `sil export` and `sil import`: a history that goes from one machine to another.
    @Suite("기록을 옮김")
    struct Archives {
        private let course: HandMadeCourse
        private let first: Learner
        private let second: Learner

        struct ImportDocument: Decodable {
            struct Count: Decodable, Equatable {
                var added: Int
                var known: Int
            }
            var attempts: Count
            var hints: Count
        }

        init() throws {
            course = try .sum()
            (first, second) = (try Learner(), try Learner())
            for learner in [first, second] { learner.environment["SIL_COURSE"] = course.path }
        }

        private func submit(_ learner: Learner, _ body: String) throws {
            let file = learner.desk.appending(path: "HeldSum.swift")
            try Data("public func sum(_ a: Int, _ b: Int) -> Int { \(body) }\n".utf8).write(to: file)
            #expect([0, 1].contains(try learner.sil("submit", "held-sum", "--file", file.path).status))
        }

        @Test("To a machine that has a history of its own, as JSON and as SQLite, as often as one likes")
        func moving() throws {
            try submit(first, "a - b")
            #expect(try first.sil("hint", "held-sum").status == 0)
            try submit(first, "a + b")
            try submit(second, "b - a")
            for name in ["기록.json", "기록.sqlite"] {
                let file = first.desk.appending(path: name).path
                let exported = try first.sil("export", name)
                #expect(exported.status == 0 && exported.stdout.contains("시도 2개"))
                #expect(try first.sil("export", name).status == 65)
                let result = try second.sil("import", file, "--json")
                #expect(result.status == 0)
                let counts = try result.document(ImportDocument.self)
                let isFirst = name == "기록.json"
                #expect(counts.attempts == .init(added: isFirst ? 2 : 0, known: isFirst ? 0 : 2))
                #expect(counts.hints == .init(added: isFirst ? 1 : 0, known: isFirst ? 0 : 1))
            }
            #expect(
                try Store(at: second.store).attempts(of: "held-sum").map(\.verdict) == [
                    "failed", "failed", "passed",
                ])
            #expect(try Store(at: second.store).faults() == [])
            // What was handed in there can be had here.
            let difference = try second.sil("diff", "held-sum", "1", "3")
            #expect(difference.stdout.contains("b - a") && difference.stdout.contains("a + b"))
        }

        @Test("Files that are none, are damaged or are newer: told in Korean, and nothing is lost")
        func refused() throws {
            try submit(first, "a + b")
            #expect(try first.sil("export", "a.json").status == 0)
            let good = first.desk.appending(path: "a.json")
            let text = try String(contentsOf: good, encoding: .utf8)
            try submit(second, "a + b")
            let before = try Store(at: second.store).attempts(of: "held-sum")
            for (bad, word) in [
                ("아무 글", "sil export가 쓴 파일이 아님"), (String(text.prefix(text.count / 2)), "고장 난 파일"),
                (text.replacing("a + b", with: "a - b"), "고장 난 파일"),
                (text.replacing("\"version\":1", with: "\"version\":99"), "더 새로운 sil"),
            ] {
                let file = second.desk.appending(path: "bad.json")
                try Data(bad.utf8).write(to: file)
                let result = try second.sil("import", file.path)
                #expect(result.status == 65 && result.stderr.contains(word), "\(result.stderr)")
                #expect(try Store(at: second.store).attempts(of: "held-sum") == before)
            }
            #expect(try second.sil("import", "없음.json").status == 65)
            #expect(try second.sil("export", "이름").status == 64)
            #expect(try second.sil("export", "없는-폴더/a.json").status == 69)
        }
    }
}
