import Course
import Foundation
import Screening

/// The hidden grader of an exercise: its files, what names it, and the file that the tool adds when it is staged.
struct GraderSources: Sendable {
    /// The grader's module; no learner's module can have this name.
    static let module = "SilGrader"

    var exercise: Exercise
    var files: [Submission.File]
    /// What stands for a right submission: the first solution, or the starter where there is none.
    let reference: [Submission.File]
    /// Content hash over grader, what of the manifest changes a verdict, reference, toolchain, runtime and this build of
    /// the tool: one fingerprint, one judgement of the same submission.
    var fingerprint: String

    init(of exercise: Exercise, toolchain: Toolchain, runtime: RuntimeBuild) throws {
        self.exercise = exercise
        files = try exercise.sources(in: "Grader")
        guard !files.isEmpty else { throw GradingError.noGrader(exercise: exercise.slug) }
        var hash = SHA256()
        let made = ["grader 4", ToolBuild.identity, toolchain.identity, runtime.key, exercise.module]
        hash.update(made.joined(separator: "\n").utf8)
        hash.update(Self.manifest(of: exercise).joined(separator: "\n").utf8)
        let program = try exercise.sources(in: "Program")
        // What the grader is bound to is measured against the reference.
        reference = try Self.reference(of: exercise)
        for file in files + program + reference {
            hash.update("\(file.name)\n\(file.bytes.count)\n".utf8)
            hash.update(file.bytes)
        }
        fingerprint = hash.finalize().hexadecimal
    }

    /// The names that the grader speaks.
    var words: GraderWords {
        GraderWords(grader: files.map(\.bytes), reference: reference.map(\.bytes))
    }

    /// What of the manifest changes a verdict. Word by word: printing a value as a whole asks the runtime for its
    /// conformances, which takes longer than all the hashing.
    private static func manifest(of exercise: Exercise) -> [String] {
        let limits = exercise.limits
        var words = [
            exercise.kind.rawValue, String(exercise.languageMode), exercise.points.description,
            limits.seconds.description, String(limits.memoryMB), String(limits.processes),
            String(limits.outputKB),
        ]
        words += exercise.uses.map(\.rawValue).sorted()
        words += exercise.rules.flatMap { [$0.demand.rawValue, $0.construct, $0.why] }
        for (name, note) in exercise.tests.sorted(by: { $0.key < $1.key }) {
            words += [name, note.title ?? "", note.weight.description, note.read ?? "", note.show.rawValue]
        }
        return words
    }

    private static func reference(of exercise: Exercise) throws -> [Submission.File] {
        for name in exercise.solutions {
            let files = try exercise.sources(in: "Solutions/" + name)
            if !files.isEmpty { return files }
        }
        return try exercise.sources(in: "Starter")
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

extension Exercise {
    /// The Swift files in a folder of the exercise, with their bytes.
    ///
    /// - Throws: `CourseError` for what is no file of the course, `GradingError.unreadable` for one that is too large
    ///   (`Submission.maximumBytes`) or not permitted.
    func sources(in folder: String) throws -> [Submission.File] {
        try files(in: folder).map { file in
            // A link that stays in the course was found to be one; the reader itself follows none.
            let path = URL(fileURLWithPath: file.path).resolvingSymlinksInPath().path
            guard let bytes = readRegularFile(path, limit: Submission.maximumBytes) else {
                let isReadable = FileManager.default.isReadableFile(atPath: path)
                throw GradingError.unreadable(path: file.path, errno: isReadable ? EFBIG : EACCES)
            }
            return Submission.File(name: file.name, bytes: bytes)
        }
    }
}
