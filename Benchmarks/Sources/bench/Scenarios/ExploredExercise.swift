import Foundation

/// An exercise of kind `explore`: its submissions, and the same exercise with each scenario run once and plainly.
struct ExploredExercise {
    let slug: String
    let folder: URL

    static let slugs = ["hit-counter", "once", "ordered-transfer", "bounded-queue"]

    init(_ slug: String, course: URL) throws {
        self.slug = slug
        folder = course.appending(path: "Exercises/\(slug)")
        let manifest = folder.appending(path: "exercise.yml")
        guard try String(contentsOf: manifest, encoding: .utf8).contains(#/(?m)^kind: explore$/#) else {
            throw BenchError.notExplored(manifest.path)
        }
    }

    /// One way to solve it, or to misunderstand it.
    struct Submission {
        var name: String
        var files: [String]
    }

    /// - Parameter kind: `Solutions` or `Mutants`.
    func submissions(_ kind: String) throws -> [Submission] {
        let place = folder.appending(path: kind)
        return try FileManager.default.contentsOfDirectory(atPath: place.path).sorted().map { name in
            Submission(name: name, files: try Self.swiftFiles(in: place.appending(path: name)))
        }
    }

    static func swiftFiles(in folder: URL) throws -> [String] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        return names.filter { $0.hasSuffix(".swift") }.sorted().map { folder.appending(path: $0).path }
    }

    /// In the grader's own module it stands before GraderKit's: each scenario is run once, by real threads.
    static let plainExplore = """
        func explore(_ title: String, _ body: () throws -> Void) {
            do { try body() } catch { XCTFail("\\(error)") }
        }

        """

    /// Makes a course of this one exercise that differs in nothing but that: its learners' accesses are not marked,
    /// and its tests run in the plain host.
    func plainTwin(in course: URL) throws {
        let files = FileManager.default
        let place = course.appending(path: "Exercises/\(slug)")
        try files.createDirectory(
            at: course.appending(path: "Exercises"), withIntermediateDirectories: true)
        try files.createDirectory(at: course.appending(path: "Lessons"), withIntermediateDirectories: true)
        try files.copyItem(at: folder, to: place)
        let manifest = place.appending(path: "exercise.yml")
        let text = try String(contentsOf: manifest, encoding: .utf8)
            .replacing(#/(?m)^kind: explore$/#, with: "kind: unit\nuses: [threads]")
            .replacing(#/(?m)^(requires|chapter): .*\n/#, with: "")
            .replacing(#/(, )?read: "[^"]*"/#, with: "")
        try text.write(to: manifest, atomically: true, encoding: .utf8)
        try ("import XCTest\n\n" + Self.plainExplore).write(
            to: place.appending(path: "Grader/PlainExplore.swift"), atomically: true, encoding: .utf8)
    }
}
