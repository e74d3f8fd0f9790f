import Foundation
import Testing

/// A course with one exercise of kind `explore`: a shared counter, and two accounts with a lock each.
struct SharedCourse {
    let folder: TemporaryFolder
    let learner: Learner

    static let title = "두 스레드가 한 번씩 올리면 2가 됨"

    init() throws {
        folder = try TemporaryFolder()
        learner = try Learner()
        try folder.write("Lessons/course.yml", "format: 1\nid: shared\ntitle: 함께\n")
        try folder.write("Lessons/01-shared.md", "---\ntitle: 함께\n---\n\n# 함께\n\n## 하나\n\n글임.\n")
        try folder.write(
            "Exercises/shared/exercise.yml",
            """
            title: 함께 쓰는 값
            summary: 값을 올림
            kind: explore
            points: 3
            limits: {seconds: 10}
            tests:
              SharedTests.testTwo: {read: "01-shared#하나"}

            """)
        try folder.write("Exercises/shared/Starter/Shared.swift", Self.source(hit: ""))
        try folder.write("Exercises/shared/Solutions/locks/Shared.swift", Self.locked)
        try folder.write("Exercises/shared/Grader/SharedTests.swift", Self.grader)
    }

    private static let grader = """
        import Foundation
        import GraderKit
        import XCTest

        @testable import Shared

        final class SharedTests: XCTestCase {
            /// 한 스레드가 세 번 올리면 3이 됨
            func testOne() {
                let shared = Shared()
                for _ in 0..<3 { shared.hit() }
                XCTAssertEqual(shared.count, 3)
            }

            /// \(title)
            func testTwo() {
                explore("\(title)") {
                    let shared = Shared()
                    both({ shared.hit() }, { shared.hit() })
                    XCTAssertEqual(shared.count, 2)
                }
            }

            /// 서로에게 보내도 끝남
            func testCross() {
                explore("서로에게 보냄") {
                    let shared = Shared()
                    both({ shared.there() }, { shared.back() })
                }
            }

            private func both(_ first: @escaping @Sendable () -> Void, _ second: @escaping @Sendable () -> Void) {
                let done = DoneCount()
                for body in [first, second] {
                    Thread {
                        body()
                        done.one()
                    }.start()
                }
                done.wait(for: 2)
            }
        }

        private final class DoneCount: @unchecked Sendable {
            private let condition = NSCondition()
            private var count = 0

            func one() {
                condition.lock()
                count += 1
                condition.broadcast()
                condition.unlock()
            }

            func wait(for all: Int) {
                condition.lock()
                while count < all { condition.wait() }
                condition.unlock()
            }
        }

        """

    /// - Parameters:
    ///   - hit: what one hit does to `value`.
    ///   - others: declarations beside the class.
    static func source(
        hit: String, there: String = "", back: String = "", others: String = "",
        imports: String = "Foundation"
    ) -> String {
        """
        import \(imports)

        final class Shared: @unchecked Sendable {
            let left = NSLock(), right = NSLock()
            var value = 0

            var count: Int {
                left.lock()
                defer { left.unlock() }
                return value
            }

            func hit() {
                \(hit)
            }

            func there() {
                \(there)
            }

            func back() {
                \(back)
            }
        }
        \(others)

        """
    }

    private static let ordered = "left.lock(); right.lock(); right.unlock(); left.unlock()"

    static let locked = source(
        hit: "left.lock(); value += 1; left.unlock()", there: ordered, back: ordered)
    static let racy = source(hit: "value += 1", there: ordered, back: ordered)
    static let deadlocked = source(
        hit: "left.lock(); value += 1; left.unlock()", there: ordered,
        back: "right.lock(); left.lock(); left.unlock(); right.unlock()")

    func submit(_ source: String, _ options: String..., command: String = "submit") throws
        -> SilProcess.Result
    {
        let file = try folder.write("mine/Shared.swift", source)
        return try learner.sil([command, "shared", "--file", file, "--course", folder.url.path] + options)
    }
}
