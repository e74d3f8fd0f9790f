import Foundation

/// A small course without a fault, as texts by path, to be spoilt in one place.
struct FixtureCourse: Sendable {
    var files: [String: String]
    /// Folders that hold nothing, and whatever else texts cannot say.
    var prepare: @Sendable (_ root: String) throws -> Void = { _ in }
    /// Where the spelling checker is looked for: nowhere, so that a fault's row is the same on every machine.
    var searchPath = ""

    /// Replaces a text that must be there.
    mutating func replace(_ old: String, with new: String, in path: String) {
        guard let text = files[path], text.contains(old) else {
            preconditionFailure("\(path) does not hold: \(old)")
        }
        files[path] = text.replacing(old, with: new)
    }

    mutating func append(_ text: String, to path: String) { files[path, default: ""] += text }

    /// Writes it into a folder of its own, which is gone afterwards.
    func withFolder<Value>(_ body: (_ root: String) async throws -> Value) async throws -> Value {
        let root = URL.temporaryDirectory.appending(path: "course-\(UUID().uuidString)/과정")
        defer { try? FileManager.default.removeItem(at: root.deletingLastPathComponent()) }
        for folder in ["Lessons", "Exercises"] {
            try FileManager.default.createDirectory(
                at: root.appending(path: folder), withIntermediateDirectories: true)
        }
        for (path, text) in files {
            let file = root.appending(path: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        try prepare(root.path)
        return try await body(root.path)
    }

    static let chapter = "Lessons/01-sum.md"
    static let manifest = "Exercises/held-sum/exercise.yml"
    static let grader = "Exercises/held-sum/Grader/HeldSumTests.swift"
    static let starter = "Exercises/held-sum/Starter/HeldSum.swift"

    static func solution(_ name: String) -> String { "Exercises/held-sum/Solutions/\(name)/HeldSum.swift" }
    static func mutant(_ name: String) -> String { "Exercises/held-sum/Mutants/\(name)/HeldSum.swift" }

    static let sound = FixtureCourse(files: [
        "Lessons/course.yml": "format: 1\nid: fixture\ntitle: 작은 과정\nlanguage: ko\nauthors: [시험]\n",
        "Lessons/misconceptions.yml": """
        - id: sign
          belief: 더하기와 빼기는 순서만 다름
          help: 빼기는 뒤의 수를 덜어 냄. 부호를 보세요.
          read: 01-sum#두-수

        """,
        "Lessons/terms.yml": """
        - term: 스레드
          first: 스레드(thread)
          after: 스레드
          forbidden: [쓰레드]

        """,
        chapter: """
        ---
        title: 더하기
        summary: 두 수를 더하는 법을 봄
        minutes: 2
        requires: []
        renamed_from: []
        ---

        # 더하기

        두 수를 더해 봄. 다음 장은 [여기](02-more.md#또-하나)에 있음.

        ## 두 수

        **스레드(thread)** 하나가 더함. 스레드가 둘이면 나중에 봄.

        ```quiz
        id: two-and-three
        kind: choice
        question: 2에 3을 더하면?
        choices: ["5", "6"]
        answer: 1
        explain: 손가락으로 세어 보면 다섯임.
        misconception: sign
        ```

        ```exercise
        held-sum
        ```

        ### 조금 더

        [위로](#두-수) 가서 다시 읽어도 됨.

        """,
        "Lessons/02-more.md": """
        ---
        title: 더 더하기
        summary: 수가 많을 때를 봄
        minutes: 1
        requires: [01-sum]
        ---

        # 더 더하기

        수가 많아도 하나씩 더하면 됨.

        ## 또 하나

        ```c run
        #include <stdio.h>
        int main(void) { printf("%d\\n", 1 + 2 + 3); }
        ```

        ```output
        6
        ```

        끝.

        """,
        manifest: """
        title: 두 수 더하기
        summary: 두 정수를 더하는 함수를 완성함
        minutes: 3
        kind: unit
        hints: [더하기 연산자를 떠올리세요., 두 수를 모두 쓰세요.]
        tests:
          HeldSumTests.testSmall: {weight: 1, read: "01-sum#두-수"}
        rejects:
          minus:
            tests: [HeldSumTests.testSmall, HeldSumTests.testNegative]
            why: 빼기를 더하기로 착각함
            misconception: sign
          first-only:
            tests: [HeldSumTests.testSmall, HeldSumTests.testNegative]
            why: 앞의 수만 돌려줌
          absolute:
            tests: [HeldSumTests.testNegative]
            why: 부호를 버림

        """,
        grader: """
        import XCTest

        @testable import HeldSum

        final class HeldSumTests: XCTestCase {
            /// 작은 수 둘을 더함
            func testSmall() {
                XCTAssertEqual(heldSum(2, 3), 5, "heldSum(2, 3)")
            }

            /// 음수를 더하면 줄어듦
            func testNegative() {
                XCTAssertEqual(heldSum(-2, -3), -5, "heldSum(-2, -3)")
            }
        }

        """,
        starter: "func heldSum(_ a: Int, _ b: Int) -> Int {\n    0\n}\n",
        solution("plus"): "func heldSum(_ a: Int, _ b: Int) -> Int {\n    a + b\n}\n",
        solution("reduce"): "func heldSum(_ a: Int, _ b: Int) -> Int {\n    [a, b].reduce(0, +)\n}\n",
        mutant("minus"): "func heldSum(_ a: Int, _ b: Int) -> Int {\n    a - b\n}\n",
        mutant("first-only"): "func heldSum(_ a: Int, _ b: Int) -> Int {\n    a\n}\n",
        mutant("absolute"): "func heldSum(_ a: Int, _ b: Int) -> Int {\n    abs(a) + abs(b)\n}\n",
    ])
}
