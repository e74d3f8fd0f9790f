import Foundation

func makeFolder(_ path: String) throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
}

extension DeliberateFault {
    /// What only compiling and grading finds.
    static let trials = (starters + solutions + mutants + graders).map { $0.by(.trying) } + measures

    private static func function(_ body: String, before: String = "") -> String {
        before + "func heldSum(_ a: Int, _ b: Int) -> Int {\n    \(body)\n}\n"
    }

    private static let starters: [DeliberateFault] = [
        DeliberateFault("starter-passes", "a starter that is a solution") {
            $0.files[FixtureCourse.starter] = function("b + a")
        },
        DeliberateFault("starter-compile", "a starter that does not compile") {
            $0.files[FixtureCourse.starter] = function("return")
        },
        DeliberateFault("starter-compile", "a grader that uses a name the starter has not") {
            $0.replace("heldSum(2, 3)", with: "heldSum(held, 3)", in: FixtureCourse.grader)
            $0.append("let held = 2\n", to: FixtureCourse.solution("plus"))
            $0.append("let held = 2\n", to: FixtureCourse.solution("reduce"))
            for mutant in ["minus", "first-only", "absolute"] {
                $0.append("let held = 2\n", to: FixtureCourse.mutant(mutant))
            }
        },
        DeliberateFault("starter-hangs", "a starter that waits until the deadline") {
            $0.files[FixtureCourse.starter] = function("while a == a {}; return 0")
            $0.append("limits: {seconds: 1}\n", to: FixtureCourse.manifest)
        },
    ]

    private static let solutions: [DeliberateFault] = [
        DeliberateFault("solution-fails", "a solution that is wrong") {
            $0.files[FixtureCourse.solution("reduce")] = function("a &+ b &+ 1")
        },
        DeliberateFault("solution-compile", "a solution that does not compile") {
            $0.files[FixtureCourse.solution("reduce")] = function("a + c")
        },
        DeliberateFault("solution-forbidden", "a solution that breaks a rule of its exercise") {
            $0.files[FixtureCourse.solution("reduce")] = function("a + b", before: "import Dispatch\n")
            $0.append("rules: [{forbid: import Dispatch, why: 필요 없음}]\n", to: FixtureCourse.manifest)
        },
        DeliberateFault("unstable", "a test that depends on the time of day") {
            $0.replace(
                "XCTAssertEqual(heldSum(2, 3), 5, \"heldSum(2, 3)\")",
                with: """
                    var now = timespec()
                            clock_gettime(CLOCK_MONOTONIC, &now)
                            XCTAssertEqual(heldSum(2, 3), now.tv_nsec / 4096 % 2 == 0 ? 5 : 6)
                    """, in: FixtureCourse.grader)
        },
        DeliberateFault("tight-limits", "a limit of output that a talkative right answer passes") {
            $0.append("limits: {output_kb: 256}\n", to: FixtureCourse.manifest)
            $0.files[FixtureCourse.solution("reduce")] = function(
                "print(String(repeating: \"a\", count: 120_000))\n    return a + b")
        },
    ]

    private static let mutants: [DeliberateFault] = [
        DeliberateFault("mutant-survives", "a mutant that no test notices") {
            $0.files[FixtureCourse.mutant("absolute")] = function("a + b + 0")
        },
        DeliberateFault("mutant-tests", "a mutant that another test notices too") {
            $0.replace(
                "tests: [HeldSumTests.testNegative]", with: "tests: [HeldSumTests.testSmall]",
                in: FixtureCourse.manifest)
        },
        DeliberateFault("mutant-compile", "a mutant that does not compile") {
            $0.files[FixtureCourse.mutant("absolute")] = function("a + c")
        },
        DeliberateFault("mutant-forbidden", "a mutant that a rule stops before any test") {
            $0.files[FixtureCourse.mutant("absolute")] = function("abs(a) + b", before: "import Dispatch\n")
            $0.append("rules: [{forbid: import Dispatch, why: 필요 없음}]\n", to: FixtureCourse.manifest)
        },
        DeliberateFault("mutant-hangs", "a mutant that waits until the deadline") {
            $0.files[FixtureCourse.mutant("absolute")] = function("while a < 0 {}; return a + b")
            $0.append("limits: {seconds: 1}\n", to: FixtureCourse.manifest)
        },
    ]

    private static let graders: [DeliberateFault] = [
        DeliberateFault("grader-error", "a grader that does not compile") {
            $0.replace(
                "XCTAssertEqual(heldSum(2, 3)", with: "XCTAssertEquals(heldSum(2, 3)",
                in: FixtureCourse.grader)
        },
        DeliberateFault("test-title", "a test without a title") {
            $0.replace("    /// 작은 수 둘을 더함\n", with: "", in: FixtureCourse.grader)
        },
        DeliberateFault("test-title", "a title that is not Korean") {
            $0.replace("/// 작은 수 둘을 더함", with: "/// adds small numbers", in: FixtureCourse.grader)
        },
        DeliberateFault("unknown-test", "a note about a test that is not there") {
            $0.replace(
                "HeldSumTests.testSmall: {", with: "HeldSumTests.testTiny: {", in: FixtureCourse.manifest)
        },
        DeliberateFault("learners-equality", "a grader that compares by the learner's own `==`") { course in
            for path in course.files.keys where path.hasSuffix("/HeldSum.swift") {
                course.append("struct Sum: Equatable { var value: Int }\n", to: path)
            }
            course.replace(
                "XCTAssertEqual(heldSum(-2, -3), -5, \"heldSum(-2, -3)\")",
                with: "XCTAssertEqual(Sum(value: heldSum(-2, -3)), Sum(value: -5))", in: FixtureCourse.grader)
        },
        DeliberateFault("binds-extension", "a grader that uses what the learner adds to another's type") {
            course in
            for path in course.files.keys where path.hasSuffix("/HeldSum.swift") {
                course.append("extension Int { var held: Int { self } }\n", to: path)
            }
            course.replace("heldSum(2, 3), 5,", with: "heldSum(2.held, 3), 5,", in: FixtureCourse.grader)
        },
    ]

    private static let measures: [DeliberateFault] = [
        DeliberateFault("mutation-score", "tests too weak for the score that the course requires") {
            $0.append("mutation_score: 100\n", to: "Lessons/course.yml")
            weaken(&$0)
        }.by(.measuring),
        DeliberateFault("surviving-mutant", "a line that no test asks about") { weaken(&$0) }.by(.measuring),
        DeliberateFault("uncovered-lines", "a branch that no test takes") {
            $0.files[FixtureCourse.solution("plus")] = function(
                "if a == 1_000_000 {\n        return b &+ 1_000_000\n    }\n    return a + b")
        }.by(.measuring),
        DeliberateFault("mutation-unmeasured", "a solution that does not pass unchanged") {
            $0.files[FixtureCourse.solution("reduce")] = function("a &+ b &+ 1")
        }.by(.measuring),
        DeliberateFault("coverage-unmeasured", "the same, for coverage") {
            $0.files[FixtureCourse.solution("reduce")] = function("a &+ b &+ 1")
        }.by(.measuring),
    ]

    /// A solution that does more than any test looks at.
    private static func weaken(_ fixture: inout FixtureCourse) {
        fixture.files[FixtureCourse.solution("plus")] = function("a + b + (a > 900 ? 0 : 0)")
    }
}
