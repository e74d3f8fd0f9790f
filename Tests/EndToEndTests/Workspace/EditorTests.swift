import Foundation
import Testing

extension EndToEnd {
    /// What a learner's editor is told.
    @Suite("편집기")
    struct Editors {
        private let learner: Learner

        init() throws { learner = try Learner() }

        /// The task that is run by one key in Visual Studio Code, as `tasks.json` describes it.
        private struct Task: Decodable {
            struct Matcher: Decodable {
                struct Pattern: Decodable { var regexp: String }
                var pattern: [Pattern]
            }
            struct Options: Decodable { var cwd: String }
            var command: String
            var args: [String]
            var options: Options
            var problemMatcher: Matcher
        }

        private func submitTask(in workspace: URL) throws -> Task {
            let data = try Data(contentsOf: workspace.appending(path: ".vscode/tasks.json"))
            let document = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
            let tasks = try #require(document["tasks"] as? [[String: Any]])
            let submit = try #require(tasks.first { $0["label"] as? String == "sil submit" })
            return try JSONDecoder().decode(Task.self, from: JSONSerialization.data(withJSONObject: submit))
        }

        /// The groups of an expression in one line.
        private func match(_ expression: String, _ line: String) throws -> [String]? {
            let whole = NSRange(line.startIndex..., in: line)
            let found = try NSRegularExpression(pattern: expression).firstMatch(in: line, range: whole)
            return found.map { found in
                (1..<found.numberOfRanges).compactMap {
                    Range(found.range(at: $0), in: line).map { String(line[$0]) }
                }
            }
        }

        @Test(
            "The task of VS Code submits the open file's exercise, and its pattern finds the compiler's errors"
        )
        func task() throws {
            let workspace = try learner.workspace(starting: "four-steps")
            let source = workspace.appending(path: "Sources/FourSteps/FourSteps.swift")
            let lines = try String(contentsOf: source, encoding: .utf8).split(
                separator: "\n", omittingEmptySubsequences: false)
            try (lines.joined(separator: "\n") + "let number: Int = \"하나\"\n").write(
                to: source, atomically: true, encoding: .utf8)

            let task = try submitTask(in: workspace)
            let command = task.command.replacing("${workspaceFolder}", with: workspace.path)
            #expect(task.options.cwd == "${fileDirname}")
            let result = try learner.sil(
                task.args, in: source.deletingLastPathComponent(), executable: URL(filePath: command))

            let printed = result.stdout.split(separator: "\n", omittingEmptySubsequences: false).map(
                String.init)
            let patterns = task.problemMatcher.pattern.map(\.regexp)
            try #require(patterns.count == 2)
            let problems = try zip(printed, printed.dropFirst()).compactMap { place, message in
                try match(patterns[0], place).flatMap { place in
                    try match(patterns[1], message).map { place + $0 }
                }
            }
            #expect(problems.map { Array($0.prefix(2)) } == [["FourSteps.swift", "\(lines.count)"]])
            #expect(problems.first?.last?.contains("cannot convert") == true, "\(result.stdout)")
        }

        @Test("start --open hands the files to $EDITOR; without one nothing is started and the way is told")
        func open() throws {
            let workspace = try learner.workspace()
            let editor = learner.desk.appending(path: "my-editor")
            try "#!/bin/sh\nprintf '%s\\n' \"$@\" > '\(learner.desk.path)/opened'\n".write(
                to: editor, atomically: true, encoding: .utf8)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: editor.path)

            learner.environment["VISUAL"] = "/nowhere/editor"
            let refused = try learner.sil("start", "four-steps", "--open", in: workspace)
            #expect(refused.status == 69 && refused.stderr.contains("export EDITOR=vim"))
            #expect(
                !FileManager.default.fileExists(atPath: workspace.appending(path: "Sources/FourSteps").path))

            learner.environment["VISUAL"] = "my-editor --wait"
            learner.environment["PATH"] = "\(learner.desk.path):/usr/bin:/bin"
            #expect(try learner.sil("start", "four-steps", "--open", in: workspace).status == 0)
            let opened = try String(contentsOf: learner.desk.appending(path: "opened"), encoding: .utf8)
            let file = workspace.appending(path: "Sources/FourSteps/FourSteps.swift").path
            #expect(opened == "--wait\n\(file)\n")
        }

        @Test("read --pager goes through SIL_PAGER")
        func pager() throws {
            learner.environment["SIL_PAGER"] = "sed s/^/쪽:/"
            let shown = try learner.sil("read", "1", "--pager", streams: .terminal(columns: 80, input: ""))
            #expect(shown.status == 0)
            let lines = shown.stdout.split(whereSeparator: \.isNewline)
            #expect(lines.count > 20 && lines.allSatisfy { $0.hasPrefix("쪽:") })
        }
    }
}
