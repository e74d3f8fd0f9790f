import Foundation
import Testing

extension EndToEnd {
    /// A course that is edited under a learner's history: what was earned stays, whatever moves. (Renaming: `Progressing`.)
    @Suite("과정이 바뀌어도 기록은 남음")
    struct ChangedCourse {
        private let course: HandMadeCourse
        private let learner: Learner
        private let workspace: URL

        private struct Document: Decodable {
            struct Exercise: Decodable, Equatable {
                var exercise: String
                var mastery: String
                var score: Double
                var attempts: Int
                var attemptsToPass: Int?
                var hintsTaken: Int
            }
            struct Chapter: Decodable {
                var title: String
                var read: Int
                var sections: Int
                var passed: Int
            }
            var attempts: Int
            var chapters: [Chapter]
            var exercises: [Exercise]

            func chapter(_ title: String) -> Chapter? { chapters.first { $0.title == title } }
        }

        init() throws {
            course = try .sum()
            try course.folder.write(
                "Lessons/02-more.md", "---\ntitle: 더 보기\n---\n\n# 더 보기\n\n## 셋\n\n새 글임.\n\n## 넷\n\n또 글임.\n")
            learner = try Learner()
            learner.environment["SIL_COURSE"] = course.path
            workspace = try learner.workspace(starting: "held-sum")
        }

        /// Failed once, a hint, passed; a section of each chapter read. What the reports say of it.
        private func earn() throws -> Document {
            for (body, status) in [("a - b", 1), ("a + b", 0)] as [(String, Int32)] {
                let text = "public func sum(_ a: Int, _ b: Int) -> Int {\n    \(body)\n}\n"
                try Data(text.utf8).write(to: workspace.appending(path: "Sources/HeldSum/HeldSum.swift"))
                #expect(try learner.sil("submit", "held-sum", in: workspace).status == status)
                if status == 1 { #expect(try learner.sil("hint", "held-sum", in: workspace).status == 0) }
            }
            for place in ["1#하나와-둘", "2#셋"] {
                let read = try learner.sil(
                    "read", place, "--plain", in: workspace, streams: .terminal(columns: 80, input: ""))
                #expect(read.status == 0, "\(read)")
            }
            let earned = try progress()
            #expect(earned.exercises.map(\.mastery) == ["helped"] && earned.exercises.map(\.score) == [2])
            #expect(earned.chapter("더하기")?.read == 1 && earned.chapter("더 보기")?.read == 1)
            return earned
        }

        private func progress() throws -> Document {
            let result = try learner.sil("progress", "--json", in: workspace)
            #expect(result.status == 0 && result.stderr.isEmpty, "\(result)")
            return try result.document(Document.self)
        }

        private func edit(_ file: String, _ change: (String) -> String) throws {
            let old = try String(contentsOfFile: course.file(file), encoding: .utf8)
            let new = change(old)
            try #require(new != old, "\(file) stayed as it was")
            try course.folder.write(file, new)
        }

        /// Every attempt can still be had, byte for byte.
        private func expectSources() throws {
            let history = try learner.sil("history", "held-sum", "--json", in: workspace).document(
                HistoryDocument.self)
            #expect(history.attempts.map(\.verdict) == ["failed", "passed"])
            let difference = try learner.sil("diff", "held-sum", "1", "2", in: workspace)
            #expect(difference.stdout.contains("a - b") && difference.stdout.contains("a + b"))
            #expect(try Store(at: learner.store).faults() == [])
        }

        @Test("Chapters in another order, the exercise in another one of them")
        func reordered() throws {
            let earned = try earn()
            let files = FileManager.default
            for (old, new) in [("01-sum", "09-sum"), ("02-more", "01-more")] {
                try files.moveItem(
                    atPath: course.file("Lessons/\(old).md"), toPath: course.file("Lessons/\(new).md"))
            }
            try edit("Exercises/held-sum/exercise.yml") {
                $0.replacing("chapter: 01-sum", with: "chapter: 01-more")
            }
            try edit("Lessons/09-sum.md") { $0.replacing("```exercise\nheld-sum\n```\n", with: "") }
            try edit("Lessons/01-more.md") { $0 + "\n```exercise\nheld-sum\n```\n" }
            let after = try progress()
            #expect(after.chapters.map(\.title) == ["더 보기", "더하기"])
            #expect(after.exercises == earned.exercises && after.attempts == earned.attempts)
            #expect(after.chapter("더하기")?.read == 1 && after.chapter("더 보기")?.read == 1)
            #expect(after.chapter("더 보기")?.passed == 1)
            try expectSources()
        }

        @Test(
            "An exercise whose text, starter and hidden tests are others: the pass stays, new code is judged anew"
        )
        func edited() throws {
            let earned = try earn()
            try edit("Exercises/held-sum/exercise.yml") { $0.replacing("두 수 더하기", with: "두 수의 곱") }
            try edit("Exercises/held-sum/Starter/HeldSum.swift") { $0.replacing("0", with: "1") }
            try edit("Exercises/held-sum/Grader/HeldSumTests.swift") {
                $0.replacing("sum(1, 2), 3", with: "sum(1, 2), 2").replacing(
                    "sum(7, 0), 7", with: "sum(7, 0), 0")
            }
            #expect(try progress().exercises == earned.exercises)
            try expectSources()
            // The same code to another grader is another attempt, and costs nothing that was earned.
            let result = try learner.sil("submit", "held-sum", "--json", in: workspace)
            #expect(result.status == 1)
            #expect(try result.document(VerdictDocument.self).attempt == 3)
            let after = try #require(try progress().exercises.first)
            #expect(after.mastery == "shaky" && after.score == 2 && after.attemptsToPass == 2)
            #expect(after.attempts == 3)
        }

        @Test("Sections, a chapter and the exercise deleted: nothing fails, and all is there again with them")
        func deleted() throws {
            let earned = try earn()
            let files = FileManager.default
            try edit("Lessons/02-more.md") { $0.replacing("## 셋\n\n새 글임.\n\n", with: "") }
            #expect(try progress().chapter("더 보기")?.read == 0)
            let aside = try TemporaryFolder()
            let parts = [("Lessons/01-sum.md", "01-sum.md"), ("Exercises/held-sum", "held-sum")]
            for (path, name) in parts {
                try files.moveItem(atPath: course.file(path), toPath: aside.url.appending(path: name).path)
            }
            let gone = try learner.sil("progress", in: workspace)
            #expect(gone.status == 0 && gone.stdout.contains("보관하고 있음: held-sum"))
            for command in ["status", "next", "list"] {
                #expect(try learner.sil(command, in: workspace).status == 0, "\(command)")
            }
            #expect(
                try Store(at: learner.store).attempts(of: "held-sum").map(\.verdict) == ["failed", "passed"])
            for (path, name) in parts {
                try files.moveItem(atPath: aside.url.appending(path: name).path, toPath: course.file(path))
            }
            try edit("Lessons/02-more.md") { $0.replacing("## 넷", with: "## 셋\n\n새 글임.\n\n## 넷") }
            let after = try progress()
            #expect(after.exercises == earned.exercises && after.attempts == earned.attempts)
            #expect(after.chapter("더하기")?.read == 1 && after.chapter("더 보기")?.read == 1)
            try expectSources()
        }
    }
}
