import Foundation
import Testing

extension EndToEnd {
    @Suite("손으로 만든 과정: --course")
    struct OwnCourse {
        private let course: HandMadeCourse
        private let learner: Learner

        init() throws {
            course = try .sum()
            learner = try Learner()
        }

        @Test("Its chapter is read")
        func reads() throws {
            let result = try learner.sil("read", "1", "--course", course.path)
            #expect(result.status == 0, "\(result.stderr)")
            #expect(result.stdout.contains("합(sum)은 두 수를 모은 것임."))
        }

        @Test("It is named by SIL_COURSE, and found upward from the current folder")
        func found() throws {
            let inside = course.folder.url.appending(path: "Exercises/held-sum")
            #expect(try learner.sil("read", "1", in: inside).stdout.contains("합(sum)은"))
            learner.environment["SIL_COURSE"] = course.path
            #expect(try learner.sil("read", "1").stdout.contains("합(sum)은"))
        }

        @Test("Its exercise is graded: starter, mutant and solution")
        func grades() throws {
            let submit = { (file: String) in
                try learner.sil(
                    "submit", "held-sum", "--file", course.file("Exercises/held-sum/\(file)"), "--course",
                    course.path,
                    "--json")
            }
            let starter = try submit("Starter/HeldSum.swift")
            #expect(starter.status == 1)
            let first = try starter.document(VerdictDocument.self)
            #expect(first.course == "hand-made" && first.verdict == "failed")
            #expect(first.notPassed == ["HeldSumTests.testSmall", "HeldSumTests.testZero"])
            #expect(first.tests.map(\.title) == ["작은 수를 더함", "0을 더해도 그대로임"])

            let second = try submit("Mutants/minus/HeldSum.swift").document(VerdictDocument.self)
            #expect(second.notPassed == ["HeldSumTests.testSmall"])
            #expect(second.score == 1 && second.maxScore == 2)

            let solution = try submit("Solutions/plain/HeldSum.swift")
            #expect(solution.status == 0)
            #expect(try solution.document(VerdictDocument.self).verdict == "passed")
        }

        @Test("A chapter and an exercise added later are there at once")
        func grows() throws {
            try course.folder.write(
                "Lessons/02-more.md", "---\ntitle: 더 보기\n---\n\n# 더 보기\n\n## 셋\n\n새 글임.\n")
            #expect(try learner.sil("read", "2", "--course", course.path).stdout.contains("새 글임."))
        }

        @Test("A fault in a course file is told with its place: 65")
        func faulty() throws {
            try course.folder.write(
                "Exercises/held-sum/exercise.yml", "title: 더하기\nsumary: 오타임\nkind: unit\n")
            let result = try learner.sil("start", "held-sum", "--course", course.path)
            #expect(result.status == 65)
            #expect(result.speaksKorean && result.stderr.contains("exercise.yml:2"))
        }
    }
}
