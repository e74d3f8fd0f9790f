import Foundation
import Testing

/// A course whose pages do things, and a terminal on which they are read.
struct LivePageCourse {
    let learner: Learner
    let course: TemporaryFolder

    init() throws {
        learner = try Learner()
        course = try TemporaryFolder()
        try course.write("Lessons/course.yml", "id: live\ntitle: 살아 있는 과정\n")
        try chapter(
            1, "run",
            "```c run\n#include <stdio.h>\nint main(void) { puts(\"새로 찍음 42\"); }\n```\n```output\n새로 찍음 {수}\n```"
        )
        try chapter(
            2, "do",
            """
            ```quiz
            id: which
            kind: choice
            question: 어느 것?
            choices: [가, 나]
            answer: 2
            explain: 나라서 그럼
            ```

            ```exercise
            double-it
            ```
            """)
        try course.write(
            "Exercises/double-it/exercise.yml",
            "title: 두 배\nsummary: 곱함\nkind: unit\nchapter: 02-do\npoints: 2\n")
        try course.write("Exercises/double-it/Starter/DoubleIt.swift", "func double(_ n: Int) -> Int { 0 }\n")
        learner.environment["SIL_COURSE"] = course.url.path
    }

    /// Writes a chapter of one section.
    func chapter(_ number: Int, _ slug: String, _ body: String) throws {
        try course.write(
            "Lessons/0\(number)-\(slug).md",
            "---\ntitle: \(slug) 장\nsummary: 봄\nminutes: 1\n---\n\n# \(slug)\n\n## 하나\n\n\(body)\n")
    }

    /// Opens the chapter of that number and waits until it stands there.
    ///
    /// - Parameter before: what stands before the command on its line: variables for it alone.
    func opened(
        _ number: Int, columns: Int = 80, rows: Int = 24, in place: URL? = nil, before: String = ""
    ) throws -> TmuxTerminal {
        let own = ProcessInfo.processInfo.environment
        var all = [
            "SIL_HOME": learner.home.path, "SIL_CACHE": Checkout.cache.path, "SIL": Checkout.sil.path,
            "LANG": "C.UTF-8", "PATH": own["PATH"] ?? "/usr/bin:/bin", "HOME": learner.home.path, "PS1": "$ ",
        ]
        all.merge(learner.environment) { _, new in new }
        let terminal = try TmuxTerminal(
            columns: columns, rows: rows, in: place ?? learner.desk, environment: all)
        try terminal.run("\(before) \"$SIL\" read \(number)")
        try terminal.wait { $0.last?.contains("\(number)장") == true }
        return terminal
    }

    /// Private folders of runs.
    static var stages: Set<String> {
        let path = Checkout.cache.appending(path: "stage").path
        return Set((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [])
    }

    /// Waits until something that `process` has started uses up a processor.
    ///
    /// - Returns: ids of all that it has started.
    static func waitForLoop(of process: pid_t) throws -> Set<Int> {
        for _ in 0..<2_400 {
            let family = Processes.descendants(of: Int(process))
            if family.contains(where: isSpinning) { return family }
            usleep(100_000)
        }
        Issue.record("no program runs")
        return []
    }

    /// A program of a page that has used up time of a processor.
    private static func isSpinning(_ id: Int) -> Bool {
        guard let stat = try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8),
            let end = stat.lastIndex(of: ")"), stat.contains("(program)")
        else { return false }
        // utime is the 14th field; two come before the end of the name.
        let fields = stat[end...].split(separator: " ")
        return fields.count > 12 && (Int(fields[12]) ?? 0) > 30
    }

    /// Those of the processes that are still there after the time that a loaded machine may take to clear them away.
    static func left(of family: Set<Int>) -> [Int] {
        var left: [Int] = []
        for _ in 0..<100 {
            left = family.filter { kill(pid_t($0), 0) == 0 }
            if left.isEmpty { break }
            usleep(50_000)
        }
        return left
    }
}
