import Foundation
import Testing

/// The sample course: right programs pass every test, each wrong one fails those that its exercise names for it.
@Suite("Graded programs", .serialized)
struct CourseTests {
    struct Variant: CustomTestStringConvertible, Sendable {
        let exercise: String
        let folder: String
        let module: String
        /// Methods that must fail; empty for a solution.
        let rejectedBy: [String]

        var testDescription: String { "\(exercise)/\(folder)" }
    }

    static let course = URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "Course/Exercises")

    static let variants: [Variant] = [
        server("Solutions/threads"), server("Solutions/poller"),
        server("Mutants/leaks", "testClosesWhatItAccepted"),
        server("Mutants/one-at-a-time", "testServesWhileOthersWait"),
        server("Mutants/interrupted", "testInterrupts"),
        server("Mutants/short-write", "testShortWrites"),
        workers("Solutions/one-by-one"), workers("Solutions/all-at-once"),
        workers("Mutants/zombies", "testLeavesNoZombies"),
        workers("Mutants/gives-up", "testForkFails"),
        workers("Mutants/interrupted", "testInterrupts"),
    ]

    private static func server(_ folder: String, _ tests: String...) -> Variant {
        Variant(exercise: "echo-server", folder: folder, module: "EchoServer", rejectedBy: tests)
    }

    private static func workers(_ folder: String, _ tests: String...) -> Variant {
        Variant(exercise: "line-workers", folder: folder, module: "LineWorkers", rejectedBy: tests)
    }

    @Test("Solutions pass, mutants are rejected by the tests named for them", arguments: variants)
    func judged(variant: Variant) throws {
        let exercise = Self.course.appending(path: variant.exercise)
        let build = try GradedBuild(
            module: variant.module, sources: exercise.appending(path: variant.folder),
            program: exercise.appending(path: "Program"), grader: exercise.appending(path: "Grader"))
        let run = try HostRun(build, tests: build.tests)
        #expect(run.fault == nil)
        for test in build.tests {
            let method = test.split(separator: ".")[1]
            if variant.rejectedBy.isEmpty {
                #expect(run.status(test) == "passed", "\(test): \(run.said(test))")
            } else if variant.rejectedBy.contains(String(method)) {
                #expect(run.status(test) == "failed", "\(test): \(run.said(test))")
            }
        }
    }

    @Test("Without a program a grader is told so")
    func notBuilt() throws {
        let exercise = Self.course.appending(path: "line-workers")
        let build = try GradedBuild(
            module: "LineWorkers", sources: exercise.appending(path: "Starter"), program: nil,
            grader: exercise.appending(path: "Grader"))
        let run = try HostRun(build, tests: [build.tests[0]])
        #expect(run.status(build.tests[0]) == "failed")
        #expect(run.said(build.tests[0]).contains("이 연습에는 프로그램(Program/main.swift)이 없음"))
    }
}
