import Foundation

extension ProgressBench {
    /// What a submission spends on the store: opening it, looking for an earlier attempt, and writing one down, on disk.
    ///
    /// The submissions are bytes that no compiler gets to see, so that the rest takes milliseconds; each is another one, so that
    /// each is recorded. Beside them is one whose store cannot be made: what that takes less is the store's share.
    func compareSubmissions(_ homes: [URL], in folder: URL) throws {
        // The exercises are not read again: the store has them all, the course one of them.
        let course = folder.appending(path: "one")
        try write("id: bench\ntitle: 한 연습\n", to: course.appending(path: "Lessons/course.yml"))
        try write(
            "---\ntitle: 장\n---\n\n# 장\n\n## 절\n\n글임.\n", to: course.appending(path: "Lessons/01-c1.md"))
        let exercise = course.appending(path: "Exercises/e-7")
        try write("title: 연습\nsummary: 함수를 완성함\nkind: unit\n", to: exercise.appending(path: "exercise.yml"))
        try write("// 시작\n", to: exercise.appending(path: "Starter/E.swift"))
        try write(
            "import XCTest\n\nfinal class ETests: XCTestCase {\n    /// 하나\n    func testOne() {}\n}\n",
            to: exercise.appending(path: "Grader/ETests.swift"))
        // /sys takes no folders, from root neither.
        let nowhere = URL(filePath: "/sys/kernel/siltarae")
        let all = [nowhere] + homes
        var rows = all.map {
            Table.Row(name: "sil submit, \($0 == nowhere ? "no store" : $0.lastPathComponent)")
        }
        let file = folder.appending(path: "E.swift")
        // The first of all builds the runtime, and no round counts it.
        for round in -1..<rounds * 5 {
            for index in all.indices.map({ ($0 + round + 1) % all.count }) {
                try write("\u{0}// \(round)\n", to: file)
                var command = command(["submit", "e-7", "--file", file.path, "--json"], all[index], course)
                command.folder = folder
                command.environment["SIL_CACHE"] = folder.appending(path: "cache").path
                command.expectedStatus = all[index] == nowhere ? 69 : 65
                let cost = try command.run(log: folder.appending(path: "log"))
                if round >= 0 { rows[index].costs.append(cost) }
            }
        }
        print("\n" + Table(rows: rows).text(against: [rows[0].name, rows[1].name]))
        for (home, row) in zip(homes, rows.dropFirst()) {
            func share(_ figure: (Table.Row) -> Double) -> String {
                String(format: "%.1f ms", (figure(row) - figure(rows[0])) * 1_000)
            }
            print(
                "the store's share, \(home.lastPathComponent): \(share { $0.wall[$0.wall.count / 2] }) (median), "
                    + "\(share { $0.wall[0] }) (least), \(share { $0.cpu[$0.cpu.count / 2] }) CPU")
        }
    }
}
