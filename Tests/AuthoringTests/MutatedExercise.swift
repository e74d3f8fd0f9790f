import Course
import Foundation
import Grading
import Sandbox
import Testing

@testable import Authoring

/// A course of one exercise in a temporary folder, and the bench to check it at.
///
/// Toolchain, runtime and `sil-syntax` are made once for all; the runtime is built into the cache of tests.
struct MutatedExercise {
    let folder = NSTemporaryDirectory() + "sil-mutation-\(UUID().uuidString)"
    let course: Course
    let bench: Workbench

    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path

    static func instruments() throws -> Instruments {
        let environment = ProcessInfo.processInfo.environment
        let place =
            environment["SIL_TEST_CACHE"] ?? Cache.place(environment: environment, isRoot: geteuid() == 0)
            + "-tests"
        let cache = try Cache(at: place)
        let toolchain = try Toolchain.find(path: environment["PATH"] ?? "/usr/bin", cache: cache)
        let runtime = try RuntimeBuild.ready(sources: root + "/Runtime", toolchain: toolchain, cache: cache) {
            _ in
        }
        #expect(try runtime.syntax(toolchain: toolchain, cache: cache) { _ in })
        return Instruments(
            toolchain: toolchain, cache: cache, sandbox: try Sandbox.probe(cache: cache.root),
            runtime: runtime)
    }

    /// The course in the checkout.
    static func ownCourse() throws -> Course { try Course(at: root) }

    /// - Parameters:
    ///   - tests: methods of the grader's only class.
    ///   - solutions: the solutions' texts by name.
    ///   - manifest: further lines of `exercise.yml`.
    init(
        tests: String, solutions: [String: String], manifest: String = "kind: unit", required: Int? = nil
    ) throws {
        var files = [
            "Lessons/course.yml": "id: t-\(UUID().uuidString)\n"
                + (required.map { "mutation_score: \($0)\n" } ?? ""),
            "Exercises/held-sum/exercise.yml": "title: 합\nsummary: 합\n\(manifest)\n",
            "Exercises/held-sum/Grader/HeldSumTests.swift": """
            import GraderKit
            import XCTest
            @testable import HeldSum
            final class HeldSumTests: XCTestCase {
            \(tests)
            }
            """,
        ]
        for (name, text) in solutions {
            files["Exercises/held-sum/Solutions/\(name)/HeldSum.swift"] = text
            files["Exercises/held-sum/Starter/HeldSum.swift"] = text
        }
        for (name, text) in files {
            let path = "\(folder)/\(name)"
            try FileManager.default.createDirectory(
                atPath: URL(fileURLWithPath: path).deletingLastPathComponent().path,
                withIntermediateDirectories: true)
            try text.write(toFile: path, atomically: true, encoding: .utf8)
        }
        course = try Course(at: folder)
        #expect(course.faults == [])
        bench = Workbench(
            course: course, instruments: try Self.instruments(), tool: UUID().uuidString, jobs: 2)
    }

    var exercise: Exercise { get throws { try #require(course.exercises.first) } }

    func survey() async throws -> MutationSurvey {
        try await MutationCheck(of: exercise).survey(on: bench)
    }

    func faults() async throws -> [Fault] {
        try await MutationCheck(of: exercise).findings(on: bench).faults
    }

    func remove() { try? FileManager.default.removeItem(atPath: folder) }
}
