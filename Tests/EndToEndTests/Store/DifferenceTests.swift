import Foundation
import Testing

extension EndToEnd {
    /// `sil diff`: what changed between what was handed in, and since.
    @Suite("낸 코드를 견줌")
    struct Differences {
        private let course: HandMadeCourse
        private let learner: Learner
        private let workspace: URL
        private let file: URL

        struct Document: Decodable {
            struct File: Decodable {
                struct Line: Decodable, Equatable {
                    var line: String
                    var old: Int?
                    var new: Int?
                    var text: String
                }
                var file: String
                var change: String
                var added: Int
                var removed: Int
                var lines: [Line?]
            }
            var from: Int
            var to: Int?
            var files: [File]
        }

        init() throws {
            course = try .sum()
            learner = try Learner()
            learner.environment["SIL_COURSE"] = course.path
            workspace = try learner.workspace(starting: "held-sum")
            file = workspace.appending(path: "Sources/HeldSum/HeldSum.swift")
        }

        private func write(_ body: String) throws {
            let text = "public func sum(_ a: Int, _ b: Int) -> Int {\n    \(body)\n}\n"
            try Data(text.utf8).write(to: file)
        }

        @Test("Two attempts, an attempt and now, the last attempt and now")
        func sides() throws {
            try write("a - b  // 빼기")
            #expect(try learner.sil("submit", "held-sum", in: workspace).status == 1)
            try write("a + b")
            #expect(try learner.sil("submit", "held-sum", in: workspace).status == 0)
            try write("b + a")

            let both = try learner.sil("diff", "held-sum", "1", "2", in: learner.desk)
            #expect(both.status == 0)
            #expect(
                both.stdout == """
                     held-sum · 1번째 시도 → 2번째 시도

                      HeldSum.swift
                          1 public func sum(_ a: Int, _ b: Int) -> Int {
                      -   2     a - b  // 빼기
                      +   2     a + b
                          3 }

                    """)
            let first = try learner.sil("diff", "held-sum", "1", "--json", in: workspace).document(
                Document.self)
            #expect(first.from == 1 && first.to == nil)
            #expect(
                first.files.first?.lines.contains(.init(line: "added", old: nil, new: 2, text: "    b + a"))
                    == true)
            let last = try learner.sil("diff", "--json", in: workspace).document(Document.self)
            #expect(last.from == 2 && last.files.map(\.added) == [1] && last.files.map(\.removed) == [1])
            try write("a + b")
            #expect(try learner.sil("diff", in: file.deletingLastPathComponent()).stdout.contains("바뀐 것이 없음"))
        }

        @Test("An attempt that is none, and now where there is no workspace: what can be done")
        func nothing() throws {
            let none = try learner.sil("diff", "held-sum", in: workspace)
            #expect(none.status == 65 && none.speaksKorean)
            try write("a + b")
            #expect(try learner.sil("submit", "held-sum", in: workspace).status == 0)
            for numbers in [["2"], ["1", "2"], ["0"], ["1", "99"]] {
                let result = try learner.sil(["diff", "held-sum"] + numbers, in: workspace)
                #expect(result.status == 65 && result.stderr.contains("sil history held-sum"), "\(numbers)")
            }
            #expect(try learner.sil("diff", "held-sum", "x", in: workspace).status == 64)
            let outside = try learner.sil("diff", "held-sum", "1", in: learner.desk)
            #expect(outside.status == 65 && outside.stderr.contains("작업 공간"))
        }
    }
}
