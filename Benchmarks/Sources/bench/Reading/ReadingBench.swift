import Foundation

/// How soon a chapter is there: the whole process from start to the last byte, beside other programs that show markdown,
/// on the same file at the same width in colour; and the quick commands, for this course and for `LargeCourse`.
struct ReadingBench {
    private struct Shower {
        var name: String
        /// Looked for on PATH; Debian calls `bat` otherwise.
        var programs: [String]
        var arguments: [String]
    }

    private struct Trial {
        var name: String
        var command: Command
        /// Typed on a terminal; nil: it is run without one.
        var keys: String?
        /// The folder whose kept pages are removed before.
        var forgets: URL?

        func run(log: URL) throws -> Command.Cost {
            if let forgets { try forget(in: forgets) }
            guard let keys else { return try command.run(log: log) }
            return try command.run(log: log, typing: keys)
        }

        private func forget(in folder: URL) throws {
            let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            let pages = files.filter { $0.hasSuffix(".text") }
            // Or the kept page would be measured.
            guard !pages.isEmpty else { throw BenchError.notFound(folder.path + "/*.text") }
            for page in pages { try FileManager.default.removeItem(at: folder.appending(path: page)) }
        }
    }

    var rounds = 20
    var course: URL
    var chapter = "01-process-and-thread"
    let sil: String

    /// `SIL`, the program to measure, comes from Scripts/bench.
    init(_ arguments: [String]) throws {
        course = URL(filePath: FileManager.default.currentDirectoryPath)
        sil = ProcessInfo.processInfo.environment["SIL"] ?? ""
        var rest = arguments[...]
        while let option = rest.popFirst() {
            switch option {
            case "--rounds":
                guard let number = rest.popFirst().flatMap({ Int($0) }), number > 0 else {
                    throw BenchError.usage
                }
                rounds = number
            case "--chapter":
                guard let name = rest.popFirst() else { throw BenchError.usage }
                chapter = name
            case "--course":
                guard let path = rest.popFirst() else { throw BenchError.usage }
                course = URL(filePath: path).absoluteURL
            default: throw BenchError.usage
            }
        }
    }

    func run(in folder: URL) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = course.appending(path: "Lessons/\(chapter).md").path
        guard FileManager.default.isReadableFile(atPath: file) else { throw BenchError.notFound(file) }
        print("\(chapter): first paint, width 80, colour, \(rounds) rounds, interleaved")
        print(Machine(swift: try Bench.find("swift")).description)
        var missing: [String] = []
        let read = silCommand(["read", chapter, "--color", "always", "--width", "80"], in: folder)
        var contenders = [
            // The same page as last time, and one that is made for this.
            Trial(name: "sil read", command: read),
            Trial(name: "sil read, made", command: read, forgets: pages(in: folder)),
            Trial(
                name: "sil read, screen", command: silCommand(["read", chapter], in: folder), keys: "q"),
        ]
        for shower in showers(of: file) {
            guard let program = shower.programs.lazy.compactMap({ try? Bench.find($0) }).first else {
                missing.append(shower.name)
                continue
            }
            let command = Command(
                words: [program] + shower.arguments, folder: folder, environment: environment(in: folder))
            // A python without rich is a rich that is missing.
            guard (try? command.run(log: folder.appending(path: "trial.txt"))) != nil else {
                missing.append(shower.name)
                continue
            }
            contenders.append(Trial(name: shower.name, command: command))
        }
        let slug =
            try FileManager.default.contentsOfDirectory(atPath: course.appending(path: "Exercises").path)
            .min() ?? ""
        let large = folder.appending(path: "large")
        try LargeCourse.make(in: large)
        let quick = [["list"], ["status"], ["hint", slug]].map { $0 + ["--color", "always"] } + [[]]
        for words in quick {
            // Alone, and only on a terminal, `sil` is the home screen.
            let (name, keys) = words.first.map { ($0, nil) } ?? ("home", "q")
            contenders.append(
                Trial(name: "sil \(name)", command: silCommand(words, in: folder), keys: keys))
            guard name != "hint" else { continue }
            contenders.append(
                Trial(name: "· large", command: silCommand(words, of: large, in: folder), keys: keys))
        }
        let rows = try measure(contenders, in: folder)
        print("\n" + Table(rows: rows).text(against: ["lowdown", "bat", "rich"]))
        if !missing.isEmpty { print("\nnot on this machine: \(missing.joined(separator: ", "))") }
        print("\nload afterwards: \(Machine(swift: "").load)")
    }

    private func showers(of file: String) -> [Shower] {
        [
            Shower(name: "cat", programs: ["cat"], arguments: [file]),
            Shower(name: "lowdown", programs: ["lowdown"], arguments: ["-Tterm", file]),
            Shower(
                name: "bat", programs: ["batcat", "bat"],
                arguments: ["-l", "md", "--color=always", "--paging=never", "--terminal-width=80", file]),
            Shower(
                name: "rich", programs: ["/usr/bin/python3", "python3"],
                arguments: ["-m", "rich.markdown", "-c", "-w", "80", file]),
        ]
    }

    private func environment(in folder: URL) -> [String: String] {
        var environment = ProcessInfo.processInfo.environment
        environment["SIL_HOME"] = folder.appending(path: "home").path
        environment["SIL_CACHE"] = folder.appending(path: "cache").path
        environment["TERM"] = "xterm-256color"
        environment["LANG"] = "C.UTF-8"
        return environment
    }

    private func silCommand(_ words: [String], of course: URL? = nil, in folder: URL) -> Command {
        Command(
            words: [sil] + words + ["--course", (course ?? self.course).path], folder: folder,
            environment: environment(in: folder))
    }

    /// Where the cache keeps pages that it has made (Docs/decisions/course-index.md).
    private func pages(in folder: URL) -> URL { folder.appending(path: "cache/courses") }

    private func measure(_ contenders: [Trial], in folder: URL) throws -> [Table.Row] {
        var rows = contenders.map { Table.Row(name: $0.name) }
        let log = folder.appending(path: "shown.txt")
        // Once before, so that everyone's files are in memory, and pages are kept.
        for contender in contenders where contender.forgets == nil { _ = try contender.run(log: log) }
        for round in 0..<rounds {
            // Nobody always runs first, or always behind the same neighbour.
            for index in contenders.indices.map({ ($0 + round) % contenders.count }) {
                rows[index].costs.append(try contenders[index].run(log: log))
            }
        }
        return rows
    }
}
