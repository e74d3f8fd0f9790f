import Foundation

/// A course written by the tests: one chapter, one exercise, in a folder that no build of `sil` ever saw.
struct HandMadeCourse {
    let folder: TemporaryFolder
    var path: String { folder.url.path }

    /// The smallest whole course: add two numbers.
    static func sum() throws -> HandMadeCourse {
        let course = HandMadeCourse(folder: try TemporaryFolder())
        try course.folder.write("Lessons/course.yml", "format: 1\nid: hand-made\ntitle: 손으로 만든 과정\n")
        try course.folder.write(
            "Lessons/01-sum.md",
            """
            ---
            title: 더하기
            summary: 두 수를 더해 봄
            minutes: 3
            ---

            # 더하기

            ## 하나와 둘

            **합(sum)**은 두 수를 모은 것임.

            ```exercise
            held-sum
            ```

            """)
        try course.folder.write(
            "Exercises/held-sum/exercise.yml",
            """
            title: 두 수 더하기
            chapter: 01-sum
            summary: 두 정수를 더하는 함수를 완성함
            kind: unit
            points: 2
            hints: [더하기 연산자를 떠올리세요.]
            rejects:
              minus: {tests: [HeldSumTests.testSmall], why: 빼기를 더하기로 착각함}

            """)
        let function = { (body: String) in "public func sum(_ a: Int, _ b: Int) -> Int {\n    \(body)\n}\n" }
        try course.folder.write("Exercises/held-sum/Starter/HeldSum.swift", function("0"))
        try course.folder.write("Exercises/held-sum/Solutions/plain/HeldSum.swift", function("a + b"))
        try course.folder.write("Exercises/held-sum/Mutants/minus/HeldSum.swift", function("a - b"))
        try course.folder.write(
            "Exercises/held-sum/Grader/HeldSumTests.swift",
            """
            import XCTest

            @testable import HeldSum

            final class HeldSumTests: XCTestCase {
                /// 작은 수를 더함
                func testSmall() { XCTAssertEqual(sum(1, 2), 3) }
                /// 0을 더해도 그대로임
                func testZero() { XCTAssertEqual(sum(7, 0), 7) }
            }

            """)
        return course
    }

    func file(_ path: String) -> String { folder.url.appending(path: path).path }
}
