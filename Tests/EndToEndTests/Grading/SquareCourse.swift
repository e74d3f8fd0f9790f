import Foundation
import Testing

/// A course whose one exercise has five tests; a submission misbehaves in the third, and the other four must keep
/// their results.
struct SquareCourse {
    /// Stands in the hidden grader, in its source and in its binary. Nobody may ever see it.
    static let secret = "e5c0-the-grader-says-1729"
    static let seconds = 3.0
    static let tests = ["testOne", "testTwo", "testThree", "testFour", "testFive"].map { "SquareTests.\($0)" }

    let folder: TemporaryFolder
    private let learner: Learner

    init() throws {
        folder = try TemporaryFolder()
        learner = try Learner()
        try folder.write("Lessons/course.yml", "format: 1\nid: square\ntitle: 제곱\n")
        try folder.write("Lessons/01-square.md", "---\ntitle: 제곱\n---\n\n# 제곱\n\n## 하나\n\n글임.\n")
        // `process` so that the submissions may fork and open files without breaking a rule of the exercise.
        try folder.write(
            "Exercises/square/exercise.yml",
            """
            title: 제곱
            summary: 수를 제곱함
            kind: process
            uses: [processes, files, threads, memory]
            points: 5
            limits: {seconds: \(Int(SquareCourse.seconds)), memory_mb: 256, processes: 16, output_kb: 64}

            """)
        let cases = zip(["One", "Two", "Three", "Four", "Five"], 1...5).map { name, number in
            """
                /// \(number)의 제곱을 돌려줌
                func test\(name)() {
                    XCTAssertFalse(secret.isEmpty)
                    XCTAssertEqual(square(\(number)), \(number * number))
                }

            """
        }
        try folder.write(
            "Exercises/square/Grader/SquareTests.swift",
            """
            import XCTest

            @testable import Square

            final class SquareTests: XCTestCase {
                let secret = "\(SquareCourse.secret)"

            \(cases.joined(separator: "\n"))
            }

            """)
        try folder.write("Exercises/square/Starter/Square.swift", SquareCourse.source("0"))
    }

    /// A submission that runs `third` for n = 3 and is right otherwise.
    static func source(_ third: String, others: String = "") -> String {
        """
        import Foundation
        import Glibc

        \(others)
        func square(_ n: Int) -> Int {
            if n == 3 {
                \(third)
            }
            return n * n
        }

        """
    }

    /// What came of one submission: the exit status, the document, and what must hold of every answer.
    struct Answer {
        var status: Int32
        var verdict: VerdictDocument
        var said: String
        var bytesKept: Int
    }

    func submit(_ source: String, and others: [String: String] = [:]) throws -> Answer {
        var files = [try folder.write("mine/Square.swift", source)]
        for (name, text) in others { files.append(try folder.write("mine/\(name)", text)) }
        let result = try learner.sil(
            ["submit", "square", "--file"] + files + ["--course", folder.url.path, "--json"])
        return Answer(
            status: result.status, verdict: try result.document(), said: result.stdout + result.stderr,
            bytesKept: try learner.bytesKept() + result.output.count + result.errors.count)
    }
}
