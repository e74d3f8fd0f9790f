import Course
import Foundation

/// A course in a folder of its own, gone when the test is.
final class TemporaryCourse {
    let root: String

    static let minimalExercise = "title: 두 수 더하기\nsummary: 더하는 함수를 완성함\nkind: unit\n"

    init(_ files: [String: String] = [:]) throws {
        root = NSTemporaryDirectory() + "course-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: root + "/Lessons", withIntermediateDirectories: true)
        try FileManager.default.createDirectory(
            atPath: root + "/Exercises", withIntermediateDirectories: true)
        for (path, text) in files { try write(text, to: path) }
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    func write(_ text: String, to path: String) throws { try write(Data(text.utf8), to: path) }

    func write(_ data: Data, to path: String) throws {
        let url = URL(fileURLWithPath: root + "/" + path)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try data.write(to: url)
    }

    func link(_ path: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: root + "/" + path, withDestinationPath: target)
    }

    func load() throws -> Course { try Course(at: root) }

    /// The faults of a course whose only exercise has this manifest.
    static func faults(ofExercise manifest: String) throws -> [CourseError.Fault] {
        let course = try TemporaryCourse(["Exercises/held-sum/exercise.yml": manifest])
        return try course.load().faults
    }

    static func exercise(_ extra: String = "") throws -> Exercise {
        let course = try TemporaryCourse(["Exercises/held-sum/exercise.yml": minimalExercise + extra])
        return try course.load().exercise("held-sum")
    }
}

extension [CourseError.Fault] {
    /// `rule@line:column` of each: what most tests compare.
    var places: [String] { map { "\($0.rule)@\($0.line ?? 0):\($0.column ?? 0)" } }
}
