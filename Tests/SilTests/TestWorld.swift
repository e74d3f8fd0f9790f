import Foundation
import Synchronization
import Text

@testable import sil

/// A folder of its own with a course and a runtime in it, and a `sil` whose output is kept.
final class TestWorld {
    let root: String
    private let written = Mutex("")
    private let said = Mutex<[String]>([])
    var environment: [String: String]
    var directory: String
    var isTerminal = false
    var width = 80

    init() throws {
        root =
            URL(fileURLWithPath: NSTemporaryDirectory()).resolvingSymlinksInPath().path
            + "/sil-\(UUID().uuidString)"
        directory = root
        environment = [
            "SIL_HOME": root + "/home", "SIL_RUNTIME": root + "/runtime", "SIL_COURSE": root + "/course",
        ]
        try write(
            "---\ntitle: 하나를 더함\nsummary: 더하기\n---\n## 하나\n글\n## 둘\n글\n", to: "course/Lessons/01-sum.md")
        try write("id: demo\ntitle: 시범\n", to: "course/Lessons/course.yml")
        try addExercise("held-sum", "hints: [하나, 둘]\n")
        try addExercise("later-sum")
        try write("public func kit() {}\n", to: "runtime/Sources/ServerKit/ServerKit.swift")
        try write("int kit(void);\n", to: "runtime/Sources/CServerKit/include/CServerKit.h")
        try write("int kit(void) { return 0; }\n", to: "runtime/Sources/CServerKit/CServerKit.c")
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    func addExercise(_ slug: String, _ extra: String = "", kind: String = "unit") throws {
        try write(
            "title: 두 수\nsummary: 더하는 함수를 완성함\nkind: \(kind)\nchapter: 01-sum\n" + extra,
            to: "course/Exercises/\(slug)/exercise.yml")
        try write("// 시작\n", to: "course/Exercises/\(slug)/Starter/Sum.swift")
    }

    // MARK: Files

    func path(_ relative: String) -> String { "\(root)/\(relative)" }

    func write(_ text: String, to relative: String) throws {
        let url = URL(fileURLWithPath: path(relative))
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    func read(_ relative: String) -> String? { try? String(contentsOfFile: path(relative), encoding: .utf8) }

    func exists(_ relative: String) -> Bool { FileManager.default.fileExists(atPath: path(relative)) }

    /// Every file below a folder, by its path.
    func files(in relative: String) -> [String] {
        (FileManager.default.enumerator(atPath: path(relative))?.map { "\($0)" } ?? []).sorted()
    }

    // MARK: Running

    struct Result {
        var status: ExitStatus
        var stdout: String
        var stderr: [String]
    }

    func sil(_ arguments: String...) async -> Result { await sil(arguments) }

    func sil(_ arguments: [String]) async -> Result {
        written.withLock { $0 = "" }
        said.withLock { $0 = [] }
        let output = Output(
            isTerminal: isTerminal, width: width, colors: .plain,
            put: { text in self.written.withLock { $0 += text } },
            say: { line in self.said.withLock { $0.append(line) } })
        let status = await Program(surroundings: surroundings, output: output).run(arguments)
        return Result(status: status, stdout: written.withLock { $0 }, stderr: said.withLock { $0 })
    }

    var surroundings: Surroundings {
        Surroundings(
            environment: environment, currentDirectory: directory, executable: root + "/bin/sil",
            isTerminal: isTerminal,
            width: width, isRoot: false)
    }

    /// A workspace `w` in which the learner stands.
    func enterWorkspace(starting slugs: String...) async {
        _ = await sil("init", "w")
        directory = path("w")
        for slug in slugs { _ = await sil("start", slug) }
    }
}

extension TestWorld: @unchecked Sendable {}
