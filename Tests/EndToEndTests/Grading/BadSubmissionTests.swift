import Foundation
import Testing

extension EndToEnd {
    /// Submissions that fail in every way a submission can: each gets its verdict with a reason, the other tests keep
    /// theirs, nothing is left running, little is kept, nothing of the grader is seen.
    @Suite("나쁜 제출")
    struct BadSubmissions {
        private let course: SquareCourse

        init() throws {
            course = try SquareCourse()
        }

        /// One way to misbehave in the third test, and what must come of it.
        struct Case: CustomTestStringConvertible, Sendable {
            var name: String
            var third: String
            var verdict: String
            /// A word that the reason must hold.
            var reason: Regex<Substring> { try! Regex(reasonPattern) }
            var reasonPattern: String
            var testDescription: String { name }
        }

        static let cases = [
            Case(name: "wrong", third: "return 10", verdict: "failed", reasonPattern: "9"),
            Case(
                name: "trap", third: "let none: [Int] = []; return none[n]", verdict: "crashed",
                reasonPattern: "SIG[A-Z]+"),
            Case(name: "fatalError", third: "fatalError()", verdict: "crashed", reasonPattern: "SIG[A-Z]+"),
            Case(
                name: "segmentation fault", third: "raise(SIGSEGV)", verdict: "crashed",
                reasonPattern: "SIGSEGV"),
            Case(name: "exit(0)", third: "exit(0)", verdict: "crashed", reasonPattern: "0"),
            Case(
                name: "a passed line and exit(0)",
                third:
                    "print(\"Test Case 'SquareTests.testThree' passed (0.0 seconds)\"); fflush(nil); exit(0)",
                verdict: "crashed", reasonPattern: "0"),
            Case(
                name: "endless loop", third: "var m = n; while m != 0 { m = m &+ 2 }", verdict: "timed_out",
                reasonPattern: "3 ?초|3.0 ?초"),
            Case(
                name: "sleeps for ever", third: "while true { sleep(60) }", verdict: "timed_out",
                reasonPattern: "초"),
            Case(
                name: "huge output", third: "while true { print(\"so much to say, and nobody to hear it\") }",
                verdict: "output_limit", reasonPattern: "64"),
            Case(
                name: "memory hog",
                third:
                    "var all: [[UInt8]] = []; while true { all.append([UInt8](repeating: 7, count: 1 << 24)) }",
                verdict: "out_of_memory", reasonPattern: "256"),
        ]

        @Test(
            "One bad test: its verdict, its reason, and every other test keeps its result", arguments: cases)
        func oneBadTest(example: Case) throws {
            let answer = try course.submit(SquareCourse.source(example.third))
            #expect(answer.verdict.verdict == example.verdict)
            #expect(answer.status == 1)
            #expect(answer.verdict.tests.map(\.name) == SquareCourse.tests)
            #expect(answer.verdict.notPassed == ["SquareTests.testThree"])
            #expect(answer.verdict.status(of: "SquareTests.testThree") == example.verdict)
            let message = try #require(answer.verdict.tests[2].message)
            #expect(message.contains(#/[가-힣]/#) && message.contains(example.reason), "\(message)")
            #expect(answer.verdict.score == 4)
            #expect(answer.verdict.timing.run <= SquareCourse.seconds + 1)
            expectCleanliness(answer)
        }

        /// What holds of every answer, whatever was submitted.
        private func expectCleanliness(_ answer: SquareCourse.Answer) {
            #expect(answer.bytesKept < 1_000_000)
            #expect(!answer.said.contains(SquareCourse.secret))
            #expect(!answer.said.contains(#/[\/.]Grader\//#), "no path of the grader's")
            #expect(answer.verdict.tests.isEmpty || (answer.status == 0) == answer.verdict.notPassed.isEmpty)
        }

        @Test("It does not compile: the learner's line, no path of the machine, not counted")
        func compileError() throws {
            let answer = try course.submit(SquareCourse.source("return \"nine\""))
            #expect(answer.verdict.verdict == "compile_error" && answer.status == 1)
            #expect(!answer.verdict.counted)
            let first = try #require(answer.verdict.diagnostics.first { $0.severity == "error" })
            #expect(first.file == "Square.swift" && first.line == 7)
            #expect(
                !answer.verdict.diagnostics.contains {
                    $0.message.contains("/") && $0.message.contains(".swift")
                })
            expectCleanliness(answer)
        }

        @Test("Another interface than the grader's: compile_error, the learner's, without the grader's lines")
        func otherInterface() throws {
            let answer = try course.submit("func cube(_ n: Int) -> Int { n * n * n }\n")
            #expect(answer.verdict.verdict == "compile_error" && answer.status == 1)
            #expect(!answer.said.contains("SquareTests.swift"))
            expectCleanliness(answer)
        }

        @Test("Children left behind are gone when the verdict is there")
        func orphans() throws {
            let name = "orphan\(UInt16.random(in: 0...UInt16.max))"
            let answer = try course.submit(
                SquareCourse.source(
                    """
                    for _ in 0..<3 where fork() == 0 {
                        setsid()
                        if let comm = fopen("/proc/self/comm", "w") { fputs("\(name)", comm); fclose(comm) }
                        while true { sleep(60) }
                    }
                    """))
            #expect(answer.verdict.verdict != "timed_out" && answer.verdict.tests.count == 5)
            #expect(Processes.named(name) == [])
            expectCleanliness(answer)
        }

        @Test("Killing the process above is never a pass")
        func killsParent() throws {
            let answer = try course.submit(
                SquareCourse.source("kill(getppid(), SIGKILL); kill(1, SIGKILL); _exit(0)"))
            #expect(answer.verdict.verdict != "passed" && answer.status != 0)
            #expect(answer.verdict.status(of: "SquareTests.testThree") != "passed")
            expectCleanliness(answer)
        }

        @Test("A closed stdout costs nothing but the output")
        func closedOutput() throws {
            let answer = try course.submit(SquareCourse.source("close(1); close(2)"))
            #expect(answer.verdict.verdict == "passed" && answer.status == 0)
        }

        @Test("A file of the grader's name, and a class of its, change no test")
        func fileOfTheGradersName() throws {
            let answer = try course.submit(
                SquareCourse.source("return 10"),
                and: ["SquareTests.swift": "public final class SquareTests { public func testThree() {} }\n"])
            #expect(answer.verdict.verdict == "failed" && answer.status == 1)
            #expect(answer.verdict.tests.map(\.name) == SquareCourse.tests)
            #expect(answer.verdict.notPassed == ["SquareTests.testThree"])
            expectCleanliness(answer)
        }

        @Test("XCTest's own names in the submission are tampering, told with their line")
        func editedTests() throws {
            let fake = """
                open class XCTestCase { public init() {} }
                public final class SquareTests: XCTestCase {
                    public func testThree() {}
                }
                public func XCTAssertEqual(_ a: Int, _ b: Int) {}

                """
            let answer = try course.submit(SquareCourse.source("return 10"), and: ["SquareTests.swift": fake])
            #expect(answer.verdict.verdict == "tampered" && answer.status == 1)
            #expect(answer.verdict.diagnostics.first?.file == "SquareTests.swift")
            #expect(answer.verdict.diagnostics.first?.line == 1)
            expectCleanliness(answer)
        }

        @Test("A submission that looks for the grader finds nothing")
        func readsGrader() throws {
            let answer = try course.submit(
                SquareCourse.source("return search() ? 9 : 0", others: GraderSearch.source(course: course)))
            #expect(["failed", "tampered", "forbidden"].contains(answer.verdict.verdict))
            #expect(answer.status == 1)
            #expect(!answer.said.contains("FOUND"))
            expectCleanliness(answer)
        }

        @Test("Everything wrong at once: each test its own verdict, the gravest is the whole's")
        func mixed() throws {
            let answer = try course.submit(
                """
                import Glibc
                func square(_ n: Int) -> Int {
                    switch n {
                    case 1: return 2
                    case 2: fatalError()
                    case 3: while true { sleep(60) }
                    default: return n * n
                    }
                }

                """)
            #expect(
                answer.verdict.tests.map(\.status) == ["failed", "crashed", "timed_out", "passed", "passed"])
            #expect(answer.verdict.verdict == "timed_out" && answer.verdict.score == 2)
        }
    }
}
