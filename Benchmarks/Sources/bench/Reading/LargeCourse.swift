import Foundation

/// A made course, to see what a quick command costs where there is much of everything.
struct LargeCourse {
    static let chapters = 1_000
    static let exercises = 10_000

    /// Writes the course into a folder, once.
    static func make(in folder: URL) throws {
        let done = folder.appending(path: "whole")
        guard !FileManager.default.fileExists(atPath: done.path) else { return }
        try write("format: 1\nid: large\ntitle: 큰 과정\n", to: folder.appending(path: "Lessons/course.yml"))
        let share = exercises / chapters
        for chapter in 0..<chapters {
            let slugs = (0..<share).map { "exercise-\(chapter * share + $0 + 1)" }
            let name = String(format: "%04d-chapter", chapter + 1) + "-\(chapter + 1)"
            try write(text(of: chapter + 1, slugs), to: folder.appending(path: "Lessons/\(name).md"))
            for slug in slugs {
                let manifest = """
                    title: \(slug) 두 수 더하기
                    summary: 두 수를 더하는 함수를 완성함
                    kind: unit
                    chapter: \(name)
                    concepts: [덧셈, 함수]
                    hints: [첫째 힌트, 둘째 힌트, 셋째 힌트]
                    tests: {SumTests.testSmall: {title: 작은 수}}
                    """
                try write(manifest, to: folder.appending(path: "Exercises/\(slug)/exercise.yml"))
            }
        }
        try write("", to: done)
        // A course is kept in its index only when its files have settled.
        Thread.sleep(forTimeInterval: 2)
    }

    private static func text(of number: Int, _ slugs: [String]) -> String {
        let sections = (1...5).map { "## 절 \($0)\n\n프로세스와 스레드는 서버가 일을 나누는 두 방법임. **락(lock)**이 있어야 함.\n" }
        let exercises = slugs.map { "```exercise\n\($0)\n```\n" }
        return "---\ntitle: 장 \(number)\nsummary: 요약\nminutes: 10\n---\n# 장 \(number)\n\n"
            + (sections + exercises).joined(separator: "\n")
    }

    private static func write(_ text: String, to file: URL) throws {
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }
}
