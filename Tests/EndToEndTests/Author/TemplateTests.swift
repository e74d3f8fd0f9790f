import Foundation
import Testing

extension EndToEnd {
    /// What an author begins with is proven as a finished exercise is.
    @Suite("본으로 만든 연습")
    struct Templates {
        static let kinds = ["unit", "explore", "process", "server", "performance"]

        @Test("Its solutions pass, its mutants are rejected by exactly the tests named", arguments: kinds)
        func proven(kind: String) throws {
            let course = try AuthoredCourse()
            try course.make("chapter", "first", "--title", "첫 장")
            try course.make("exercise", "my-own", "--kind", kind, "--title", "내 연습")

            let (starter, starterStatus) = try course.verdict(of: "my-own", "Starter")
            #expect(starterStatus == 1 && !["passed", "compile_error"].contains(starter.verdict))
            #expect(starter.tests.allSatisfy { $0.title.contains { ("가"..."힣").contains($0) } })

            let solutions = course.names(in: "Exercises/my-own/Solutions")
            #expect(solutions.count >= 2)
            for name in solutions {
                let (verdict, status) = try course.verdict(of: "my-own", "Solutions/\(name)")
                #expect(status == 0 && verdict.verdict == "passed", "\(name): \(verdict)")
            }

            let rejects = try course.rejects(of: "my-own")
            let mutants = course.names(in: "Exercises/my-own/Mutants")
            #expect(mutants.count >= 3 && Set(mutants) == Set(rejects.keys))
            for name in mutants {
                let (verdict, status) = try course.verdict(of: "my-own", "Mutants/\(name)")
                #expect(status == 1 && verdict.verdict == "failed", "\(name): \(verdict.verdict)")
                #expect(verdict.notPassed == rejects[name], "\(name)")
            }
        }

        @Test("A learner starts each of them, and what they get builds", arguments: kinds)
        func started(kind: String) throws {
            let course = try AuthoredCourse()
            try course.make("exercise", "my-own", "--kind", kind)
            let learner = course.author
            let made = try learner.sil("init", "자리", "--course", course.root.path)
            try #require(made.status == 0, "\(made.stderr)")
            let workspace = learner.desk.appending(path: "자리")
            let started = try learner.sil("start", "my-own", in: workspace)
            #expect(started.status == 0 && started.stdout.contains("Sources/MyOwn/MyOwn.swift"))
            let solution = course.names(in: "Exercises/my-own/Solutions")[0]
            let copied = try learner.shell(
                "cp '\(course.file("Exercises/my-own/Solutions/\(solution)").path)'/*.swift Sources/MyOwn/ "
                    + "&& \"$SIL\" submit my-own --json", in: workspace)
            #expect(try copied.document(VerdictDocument.self).verdict == "passed")
        }
    }
}
