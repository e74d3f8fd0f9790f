import Course
import Foundation

/// The hidden grader of an exercise: its files, what names it, and the file that the tool adds when it is staged.
struct GraderSources: Sendable {
    /// The grader's module; no learner's module can have this name.
    static let module = "SilGrader"

    var exercise: Exercise
    var files: [Submission.File]
    /// Content hash over grader, what of the manifest changes a verdict, toolchain and runtime: one fingerprint, one
    /// judgement of the same submission.
    var fingerprint: String

    init(of exercise: Exercise, toolchain: Toolchain, runtime: RuntimeBuild) throws {
        self.exercise = exercise
        files = try Self.sources(in: exercise.directory + "/Grader")
        guard !files.isEmpty else { throw GradingError.noGrader(exercise: exercise.slug) }
        var hash = SHA256()
        hash.update("grader 1\n\(toolchain.identity)\n\(runtime.key)\n\(exercise.module)\n".utf8)
        hash.update("\(exercise.kind) \(exercise.languageMode) \(exercise.points) \(exercise.limits)\n".utf8)
        for (name, note) in exercise.tests.sorted(by: { $0.key < $1.key }) { hash.update("\(name) \(note)\n".utf8) }
        for file in files {
            hash.update("\(file.name)\n\(file.bytes.count)\n".utf8)
            hash.update(file.bytes)
        }
        fingerprint = hash.finalize().hexadecimal
    }

    /// The `.swift` files of a course folder, by name; links are not followed.
    static func sources(in folder: String) throws -> [Submission.File] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(".swift") }.sorted().compactMap { name in
            readRegularFile(folder + "/" + name, limit: Submission.maximumBytes).map {
                Submission.File(name: name, bytes: $0)
            }
        }
    }

    /// What stands for a right submission: the first solution, or the starter where there is none.
    func reference() throws -> [Submission.File] {
        let solutions = exercise.directory + "/Solutions"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: solutions)) ?? []
        for name in names.sorted() {
            let files = try Self.sources(in: solutions + "/" + name)
            if !files.isEmpty { return files }
        }
        return try Self.sources(in: exercise.directory + "/Starter")
    }

    /// Graders are plain XCTest; this alias, in the grader's own module, gives them the base class that runs in a
    /// forked child without starting threads.
    static let preamble = """
        import GraderKit
        typealias XCTestCase = GraderKit.GradedCase

        """

    /// The preamble and the list by which the host finds the tests.
    static func entries(_ tests: [TestCase]) -> String {
        var lines = [preamble, "@_cdecl(\"sil_entries\") func silEntries() -> UnsafeMutableRawPointer {"]
        lines.append("    GraderKit.register([")
        for test in tests {
            let call =
                test.isAsync
                ? ", async: { try await $0.\(test.method)() })" : ") { try $0.\(test.method)() }"
            lines.append("        GradedTest(\"\(test.name)\", \(test.type).self\(call),")
        }
        return (lines + ["    ])", "}", ""]).joined(separator: "\n")
    }
}
