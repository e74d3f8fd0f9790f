import Foundation
import Testing

extension EndToEnd {
    /// `sil progress`: what a learner did, told in every form.
    @Suite("진도")
    struct Progressing {
        private let course: HandMadeCourse
        private let learner: Learner
        private let workspace: URL

        struct Document: Decodable {
            struct Exercise: Decodable {
                var exercise: String
                var mastery: String
                var attempts: Int
                var attemptsToPass: Int?
                var hintsTaken: Int
                var title: String
            }
            struct Chapter: Decodable {
                var read: Int
                var sections: Int
                var passed: Int
            }
            struct WeakPoint: Decodable {
                var concepts: [String]
                var stumbles: Int
                var command: String
            }
            struct Day: Decodable {
                var day: String
                var attempts: Int
                var passed: Int
                var read: Int
            }
            var since: String?
            var attempts: Int
            var chapters: [Chapter]
            var exercises: [Exercise]
            var weakPoints: [WeakPoint]
            var days: [Day]
        }

        init() throws {
            course = try .sum()
            try course.folder.write(
                "Exercises/held-sum/exercise.yml",
                String(contentsOfFile: course.file("Exercises/held-sum/exercise.yml"), encoding: .utf8)
                    + "concepts: [더하기]\n")
            learner = try Learner()
            learner.environment["SIL_COURSE"] = course.path
            workspace = try learner.workspace(starting: "held-sum")
        }

        private func submit(_ body: String, expecting status: Int32) throws {
            let text = "public func sum(_ a: Int, _ b: Int) -> Int {\n    \(body)\n}\n"
            try Data(text.utf8).write(to: workspace.appending(path: "Sources/HeldSum/HeldSum.swift"))
            #expect(try learner.sil("submit", "held-sum", in: workspace).status == status)
        }

        private func progress(_ options: String...) throws -> Document {
            let result = try learner.sil(["progress", "--json"] + options, in: workspace)
            #expect(result.status == 0 && result.stderr.isEmpty)
            return try result.document(Document.self)
        }

        @Test("From nothing over a weak point to the pass; the screen, the tables and the document agree")
        func story() throws {
            let empty = try learner.sil("progress", in: learner.desk)
            #expect(empty.status == 0 && empty.stdout.contains("sil read 1#하나와-둘"))

            try submit("a - b", expecting: 1)
            #expect(try learner.sil("hint", "held-sum", in: workspace).status == 0)
            let weak = try progress()
            #expect(weak.weakPoints.map(\.concepts) == [["더하기"]] && weak.weakPoints.map(\.stumbles) == [2])
            #expect(weak.weakPoints.map(\.command) == ["sil submit held-sum"])
            #expect(weak.exercises.map(\.mastery) == ["open"])

            try submit("a + b", expecting: 0)
            let done = try progress()
            let exercise = try #require(done.exercises.first)
            #expect(exercise.mastery == "helped" && exercise.attempts == 2 && exercise.attemptsToPass == 2)
            #expect(done.days.map(\.attempts) == [2] && done.days.map(\.passed) == [1])

            let screen = try learner.sil("progress", in: workspace)
            #expect(screen.status == 0)
            #expect(screen.stdout.contains("힌트로") && screen.stdout.contains("held-sum"))
            #expect(!screen.stdout.contains("\u{1B}"))
            #expect(screen.stdout.split(separator: "\n", omittingEmptySubsequences: false).count <= 24)
            let csv = try learner.sil("progress", "--csv", in: workspace).stdout
            #expect(csv.contains("01-sum,held-sum,두 수 더하기,passed,helped,passed,passed,2,2,2,2,1,1,"))
            let markdown = try learner.sil("progress", "--markdown", in: workspace).stdout
            #expect(markdown.contains("| `held-sum` | 두 수 더하기 | 힌트로 | 통과 | 2/2 | 2 | 2번 | 1/1 |"))
        }

        @Test("A page of its own: the attempts and what changed between them; what is there already stays")
        func page() throws {
            try submit("a - b", expecting: 1)
            try submit("a + b // <script>alert(1)</script>", expecting: 0)
            let result = try learner.sil("progress", "--html", "진도.html", "--json", in: workspace)
            #expect(result.status == 0)
            #expect(result.stdout.contains("\"attempts\":2,\"findings\":0"))
            let file = workspace.appending(path: "진도.html")
            let html = try String(contentsOf: file, encoding: .utf8)
            #expect(html.contains("<html lang=\"ko\">") && html.contains("2번째 시도 · <span class=\"good\">통과"))
            #expect(html.contains("-     a - b\n</del>"))
            #expect(html.contains("+     a + b // &lt;script&gt;") && !html.contains("<script"))
            let again = try learner.sil("progress", "--html", "진도.html", in: workspace)
            #expect(again.status == 65 && again.speaksKorean)
            #expect(try String(contentsOf: file, encoding: .utf8) == html)
            #expect(try learner.sil("progress", "--html", "x", "--csv", in: workspace).status == 64)
            let files = try FileManager.default.contentsOfDirectory(atPath: workspace.path)
            #expect(!files.contains { $0.contains(".part-") || $0 == "x" })
        }

        @Test("A period, a chapter, and what is none of them")
        func options() throws {
            try submit("a - b", expecting: 1)
            #expect(try progress("--since", "1d").attempts == 1)
            #expect(try progress("--since", "2999-01-01").attempts == 0)
            let chapter = try progress("--chapter", "sum")
            #expect(chapter.chapters.count == 1 && chapter.exercises.count == 1 && chapter.days.isEmpty)
            for options in [
                ["--since", "어제"], ["--since", "2026-13-01"], ["--csv", "--json"], ["--csv", "--markdown"],
            ] {
                let result = try learner.sil(["progress"] + options, in: workspace)
                #expect(result.status == 64 && result.speaksKorean, "\(options)")
            }
            #expect(try learner.sil("progress", "--chapter", "7", in: workspace).status == 65)
        }

        @Test("What was earned stays when exercises and chapters get other names, numbers and places, or go")
        func renamed() throws {
            try submit("a - b", expecting: 1)
            try submit("a + b", expecting: 0)
            let before = try progress()
            let files = FileManager.default
            try files.moveItem(
                atPath: course.file("Lessons/01-sum.md"), toPath: course.file("Lessons/07-adding.md"))
            let text = try String(contentsOfFile: course.file("Lessons/07-adding.md"), encoding: .utf8)
            try course.folder.write(
                "Lessons/07-adding.md",
                text.replacing("minutes: 3", with: "minutes: 3\nrenamed_from: [sum]").replacing(
                    "held-sum", with: "adding"))
            try files.moveItem(
                atPath: course.file("Exercises/held-sum"), toPath: course.file("Exercises/adding"))
            let manifest = course.file("Exercises/adding/exercise.yml")
            let old = try String(contentsOfFile: manifest, encoding: .utf8)
            try course.folder.write(
                "Exercises/adding/exercise.yml",
                old.replacing("01-sum", with: "07-adding") + "renamed_from: [held-sum]\n")

            let after = try progress()
            #expect(after.exercises.map(\.exercise) == ["adding"])
            #expect(after.exercises.map(\.attemptsToPass) == [2] && after.attempts == before.attempts)
            #expect(after.chapters.map(\.passed) == before.chapters.map(\.passed))
            #expect(try learner.sil("diff", "adding", "1", "2", in: workspace).stdout.contains("a + b"))

            try files.removeItem(atPath: course.file("Exercises/adding"))
            let gone = try learner.sil("progress", in: workspace)
            #expect(gone.status == 0 && gone.stdout.contains("보관하고 있음: held-sum"))
        }
    }
}
