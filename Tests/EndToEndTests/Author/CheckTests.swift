import Foundation
import Testing

extension EndToEnd {
    /// `sil author check`, as an author types it.
    @Suite("과정 살피기")
    struct AuthorCheck {
        @Test("A course without a fault: 0, one document, and the course's folder as it was")
        func sound() throws {
            let course = try CheckedCourse()
            let before = course.everything
            let result = try course.check("--json")
            #expect(result.status == 0, "\(result.stdout)\(result.stderr)")
            let report = try result.document(CheckDocument.self)
            #expect(report.faults == [])
            #expect(report.checked.exercises == 1 && report.checked.solutions == 2)
            #expect(report.checked.mutants == 3 && report.checked.runs == 20)
            #expect(course.everything == before)
            #expect(try course.check().stdout.contains("고칠 곳 없음"))
        }

        @Test("Faults: 1, each with its place, in both forms")
        func faults() throws {
            let course = try CheckedCourse()
            try course.edit("Exercises/sum/exercise.yml") { $0.replacing("kind: unit", with: "kind: unti") }
            try course.edit("Lessons/01-first.md") { $0 + "\n[없음](nowhere.md)\n" }
            let result = try course.check("--json")
            let report = try result.document(CheckDocument.self)
            #expect(result.status == 1)
            #expect(Set(report.faults.map(\.rule)).isSuperset(of: ["unknown-value", "broken-link"]))
            let link = try #require(report.faults.first { $0.rule == "broken-link" })
            let lines = try course.authored.read("Lessons/01-first.md").split(
                separator: "\n", omittingEmptySubsequences: false)
            #expect(link.file == "Lessons/01-first.md" && link.line == lines.count - 1)
            #expect(link.column == 6 && !link.fix.isEmpty)
            let text = try course.check()
            #expect(text.status == 1 && text.stdout.contains(":\(lines.count - 1):6"))
            #expect(text.stdout.contains("고칠 곳 \(report.faults.count)개"))
        }

        @Test("A course.yml that cannot be read is a fault with its place")
        func manifest() throws {
            let course = try CheckedCourse()
            try course.edit("Lessons/course.yml") { "formt: 1\n" + $0 }
            let result = try course.check("--json")
            let report = try result.document(CheckDocument.self)
            #expect(result.status == 1)
            #expect(report.faults.map(\.rule) == ["unknown-key"])
            #expect(report.faults.map(\.line) == [1] && report.faults.map(\.column) == [1])
        }

        @Test("Outside of any course: 65 and what to do; never the course that belongs to the program")
        func outside() throws {
            let author = try Learner()
            let result = try author.sil("author", "check", "--json")
            let error = try result.document(ErrorDocument.self).error
            #expect(result.status == 65 && error.kind == "no_course" && !error.suggestions.isEmpty)
            #expect(result.speaksKorean)
        }

        @Test("A slug: that one only. One that is not there: 65 with the nearest name")
        func slug() throws {
            let course = try CheckedCourse()
            try course.authored.make("exercise", "other", "--kind", "unit", "--chapter", "first")
            try course.edit("Exercises/other/exercise.yml") { $0 + "unknown: 1\n" }
            let report = try course.check("sum", "--json").document(CheckDocument.self)
            #expect(report.faults == [] && report.checked.exercises == 1 && report.checked.chapters == 0)
            let broken = try course.check("other", "--json")
            #expect(broken.status == 1)
            #expect(try broken.document(CheckDocument.self).faults.map(\.rule) == ["unknown-key"])

            let unknown = try course.check("summ", "--json")
            let error = try unknown.document(ErrorDocument.self).error
            #expect(unknown.status == 65 && error.suggestions.contains("sum"), "\(error)")
        }

        @Test("--jobs changes nothing but the time; one that is no number of jobs is refused")
        func jobs() throws {
            let course = try CheckedCourse()
            try course.edit("Exercises/sum/Solutions/split/Sum.swift") { $0 + "// \(UUID())\n" }
            try course.edit("Lessons/01-first.md") { $0 + "\n[없음](nowhere.md)\n" }
            let one = try course.check("--jobs", "1", "--json").document(CheckDocument.self)
            #expect(
                try course.check("--jobs", "3", "--json").document(CheckDocument.self).faults == one.faults)
            for wrong in ["0", "65", "many"] { #expect(try course.check("--jobs", wrong).status == 64) }
        }

        @Test("What did not change is answered from the store; what did is done again, and only that")
        func reuse() throws {
            let course = try CheckedCourse()
            try course.edit("Exercises/sum/Solutions/split/Sum.swift") { $0 + "// \(UUID())\n" }
            let first = try course.check("--json").document(CheckDocument.self)
            #expect(first.work.made > 0)
            let second = try course.check("--json").document(CheckDocument.self)
            #expect(second.work.made == 0, "\(second.work)")
            #expect(second.work.reused == first.work.made + first.work.reused)
            try course.edit("Exercises/sum/Mutants/keeps-query/Sum.swift") { $0 + "// \(UUID())\n" }
            let third = try course.check("--json").document(CheckDocument.self)
            #expect(third.work.made == 1, "\(third.work)")
        }

        @Test("Two at once come to the same")
        func together() async throws {
            let course = try CheckedCourse()
            try course.edit("Exercises/sum/Solutions/split/Sum.swift") { $0 + "// \(UUID())\n" }
            async let one = Self.detached { try course.check("--json") }
            async let two = Self.detached { try course.check("--json") }
            for result in try await [one, two] {
                #expect(result.status == 0, "\(result.stdout)\(result.stderr)")
                #expect(try result.document(CheckDocument.self).faults == [])
            }
        }

        @Test("A folder that may only be read is checked all the same")
        func readOnly() throws {
            let course = try CheckedCourse()
            let names = course.everything + [""]
            func permit(_ mode: (_ isFolder: Bool) -> Int) throws {
                for name in names {
                    let path = course.authored.file(name).path
                    var isFolder: ObjCBool = false
                    _ = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
                    try FileManager.default.setAttributes(
                        [.posixPermissions: mode(isFolder.boolValue)], ofItemAtPath: path)
                }
            }
            try permit { $0 ? 0o555 : 0o444 }
            defer { try? permit { $0 ? 0o755 : 0o644 } }
            let result = try course.check("--json")
            #expect(result.status == 0, "\(result.stdout)\(result.stderr)")
        }

        @Test("Without hunspell the check says so and goes on")
        func noSpelling() throws {
            let course = try CheckedCourse()
            let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
            let bin = course.authored.author.home.appending(path: "bin")
            try FileManager.default.createDirectory(at: bin, withIntermediateDirectories: true)
            // Everything that PATH has but for the one program.
            for folder in path.split(separator: ":").map(String.init).reversed() {
                let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
                for name in names where name != "hunspell" {
                    let link = bin.appending(path: name).path
                    unlink(link)
                    symlink("\(folder)/\(name)", link)
                }
            }
            course.authored.author.environment["PATH"] = bin.path
            let result = try course.check("--json")
            let report = try result.document(CheckDocument.self)
            #expect(result.status == 0, "\(result.stdout)\(result.stderr)")
            #expect(report.notices.map(\.rule) == ["spelling-unchecked"])
            #expect(report.checked.mutants == 3)
            #expect(try course.check().stdout.contains("hunspell"))
        }

        @Test("An interrupt half-way: 130, and neither a process nor a folder is left")
        func interrupt() async throws {
            let course = try CheckedCourse()
            try course.edit("Exercises/sum/Grader/SumTests.swift") { $0 + "// \(UUID())\n" }
            async let ending = Self.detached { try course.check() }
            var child: Int?
            var descendants: Set<Int> = []
            // Until it is at work: someone under it runs, in a folder of its own.
            for _ in 0..<600 where descendants.count < 2 || Self.stages(of: child).isEmpty {
                try await Task.sleep(for: .milliseconds(50))
                child = child ?? Processes.withArgument(course.root.path).first
                descendants = child.map { Processes.descendants(of: $0) } ?? []
            }
            let started = try #require(child)
            #expect(!descendants.isEmpty && !Self.stages(of: started).isEmpty)
            kill(pid_t(started), SIGINT)
            let result = try await ending
            #expect(result.status == 130)
            #expect(Self.stages(of: started) == [])
            // A warden needs a moment after its parent's death.
            for _ in 0..<100 where !descendants.isDisjoint(with: Processes.all) {
                try await Task.sleep(for: .milliseconds(100))
            }
            #expect(descendants.intersection(Processes.all) == [])
        }

        /// Folders of a process's runs in the cache.
        private static func stages(of process: Int?) -> [String] {
            let folder = Checkout.cache.appending(path: "stage").path
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            return names.filter { $0.hasPrefix("\(process ?? 0)-") }
        }

        /// What blocks must not hold a thread of Swift's own.
        private static func detached<Value: Sendable>(
            _ body: @escaping @Sendable () throws -> Value
        ) async throws -> Value {
            try await withCheckedThrowingContinuation { continuation in
                Thread { continuation.resume(with: Result(catching: body)) }.start()
            }
        }
    }
}

/// A course of one chapter and one exercise as `author new` makes them, checked without mutation, which takes longest.
struct CheckedCourse: @unchecked Sendable {
    let authored: AuthoredCourse

    var root: URL { authored.root }

    init() throws {
        authored = try AuthoredCourse()
        try authored.make("chapter", "first", "--title", "첫 장")
        try authored.make("exercise", "sum", "--kind", "unit", "--chapter", "first")
        // The chapter names it, as an author would write it there.
        try edit("Lessons/01-first.md") { $0 + "\n```exercise\nsum\n```\n" }
    }

    func edit(_ path: String, _ change: (String) -> String) throws {
        try authored.save(path, change(try authored.read(path)))
    }

    func check(_ arguments: String...) throws -> SilProcess.Result {
        try authored.author.sil(
            ["author", "check", "--skip-mutation"] + arguments + ["--course", root.path])
    }

    /// Every file and folder below it, with the time of its last change.
    var everything: [String] {
        (FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []).sorted()
    }
}

/// `author check --json`.
struct CheckDocument: Decodable {
    struct Fault: Decodable, Equatable {
        var file: String
        var line: Int?
        var column: Int?
        var rule: String
        var message: String
        var fix: String
    }
    struct Checked: Decodable {
        var chapters: Int
        var exercises: Int
        var solutions: Int
        var runs: Int
        var mutants: Int
    }
    struct Work: Decodable {
        var made: Int
        var reused: Int
    }
    var schema: Int
    var faults: [Fault]
    var notices: [Fault]
    var checked: Checked
    var work: Work
}
