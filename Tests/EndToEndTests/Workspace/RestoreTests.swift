import Foundation
import Testing

extension EndToEnd {
    @Suite("낸 코드를 되찾음")
    struct Restoring {
        let learner: Learner
        let workspace: URL
        let file: URL

        struct Document: Decodable {
            var schema: Int
            var exercise: String
            var attempt: Int?
            var undone: String?
            var backup: String?
            var files: [String]
        }

        struct SolutionDocument: Decodable {
            struct Solution: Decodable {
                struct File: Decodable {
                    var name: String
                    var text: String
                }
                var solution: String
                var files: [File]
            }
            var solutions: [Solution]
        }

        init() throws {
            learner = try Learner()
            workspace = try learner.workspace(starting: "four-steps")
            let folder = workspace.appending(path: "Sources/FourSteps")
            let name = try #require(FileManager.default.contentsOfDirectory(atPath: folder.path).first)
            file = folder.appending(path: name)
        }

        private var text: String { (try? String(contentsOf: file, encoding: .utf8)) ?? "" }

        private func solve() throws {
            let solutions = Checkout.root.appending(path: "Exercises/four-steps/Solutions")
            let first = try #require(
                FileManager.default.contentsOfDirectory(atPath: solutions.path).sorted().first)
            let names = try FileManager.default.contentsOfDirectory(
                atPath: solutions.appending(path: first).path)
            let solved = try Data(contentsOf: solutions.appending(path: "\(first)/\(#require(names.first))"))
            try solved.write(to: file)
        }

        @Test("Every attempt's code can be had again, and taking it can be undone")
        func restore() throws {
            let starter = text
            #expect(try learner.sil("submit", "four-steps", in: workspace).status == 1)
            try solve()
            let solved = text
            #expect(try learner.sil("submit", "four-steps", in: workspace).status == 0)
            try Data("// 지금 쓰는 것\n".utf8).write(to: file)

            let result = try learner.sil("restore", "four-steps", "--attempt", "1", "--json", in: workspace)
            let document = try result.document(Document.self)
            #expect(result.status == 0 && document.attempt == 1 && text == starter)
            let backup = try #require(document.backup)
            let kept = try String(contentsOfFile: "\(backup)/\(file.lastPathComponent)", encoding: .utf8)
            #expect(kept == "// 지금 쓰는 것\n")
            #expect(
                try learner.sil("restore", "--attempt", "2", in: file.deletingLastPathComponent()).status == 0
            )
            #expect(text == solved)

            let undone = try learner.sil("undo", "--json", in: workspace).document(Document.self)
            #expect(undone.undone == "restore" && text == starter)
            #expect(try learner.sil("undo", in: workspace).status == 0)
            #expect(text == "// 지금 쓰는 것\n")
            #expect(try learner.sil("undo", in: workspace).status == 65)
        }

        @Test("An attempt that is none: which there are, and nothing changes")
        func unknownAttempt() throws {
            let before = text
            for number in ["1", "0", "-1", "99999999999999999999"] {
                let result = try learner.sil("restore", "four-steps", "--attempt", number, in: workspace)
                #expect(
                    [64, 65].contains(result.status) && result.speaksKorean, "\(number): \(result.stderr)")
            }
            #expect(try learner.sil("restore", "four-steps", in: workspace).status == 64)
            #expect(text == before)
            #expect(!FileManager.default.fileExists(atPath: workspace.path + "/.siltarae/backups/four-steps"))
        }

        @Test("Where an exercise was never started, its attempt is laid there all the same")
        func elsewhere() throws {
            try solve()
            #expect(try learner.sil("submit", "four-steps", in: workspace).status == 0)
            let solved = text
            #expect(try learner.sil("init", "other").status == 0)
            let other = learner.desk.appending(path: "other")
            #expect(try learner.sil("restore", "four-steps", "--attempt", "1", in: other).status == 0)
            let laid = other.appending(path: "Sources/FourSteps/\(file.lastPathComponent)")
            #expect(try String(contentsOf: laid, encoding: .utf8) == solved)
            let manifest = try String(contentsOf: other.appending(path: "Package.swift"), encoding: .utf8)
            #expect(manifest.contains("FourSteps"))
        }

        @Test("Solutions are shown to those who passed, and to nobody else")
        func solution() throws {
            let early = try learner.sil("solution", "four-steps", in: workspace)
            #expect(early.status == 65 && early.stderr.contains("통과하면") && !early.stdout.contains("func"))
            try solve()
            #expect(try learner.sil("submit", "four-steps", in: workspace).status == 0)
            let shown = try learner.sil("solution", "four-steps", in: workspace)
            #expect(shown.status == 0 && shown.stdout.contains("func"))
            let document = try learner.sil("solution", "four-steps", "--json", in: workspace).document(
                SolutionDocument.self)
            #expect(document.solutions.count >= 2)
            #expect(document.solutions.contains { $0.files.map(\.text).contains(text) })
        }
    }
}
