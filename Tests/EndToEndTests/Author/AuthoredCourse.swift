import Foundation
import Testing
import Yams

/// A course that a test makes with `author new`, by someone at a desk of their own.
struct AuthoredCourse {
    let author: Learner
    let root: URL

    /// Makes an empty course `과정` on the desk.
    init() throws {
        author = try Learner()
        root = author.desk.appending(path: "과정")
        let made = try author.sil("author", "new", "course", "과정")
        try #require(made.status == 0, "\(made.stderr)")
    }

    @discardableResult
    func make(_ arguments: String...) throws -> SilProcess.Result {
        let made = try author.sil(["author", "new"] + arguments, in: root)
        try #require(made.status == 0, "\(arguments): \(made.stderr)")
        return made
    }

    func file(_ path: String) -> URL { root.appending(path: path) }

    func read(_ path: String) throws -> String { try String(contentsOf: file(path), encoding: .utf8) }

    /// Saves as most editors do: aside, then by a rename.
    func save(_ path: String, _ text: String) throws {
        let aside = file(path).deletingLastPathComponent().appending(path: ".save-\(UUID().uuidString)")
        try Data(text.utf8).write(to: aside)
        _ = aside.path.withCString { from in file(path).path.withCString { rename(from, $0) } }
    }

    func names(in folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: file(folder).path)) ?? []).sorted()
    }

    /// The verdict on the Swift files of a folder of an exercise.
    func verdict(of exercise: String, _ folder: String) throws -> (VerdictDocument, status: Int32) {
        let path = "Exercises/\(exercise)/\(folder)"
        let files = names(in: path).filter { $0.hasSuffix(".swift") }.map { file("\(path)/\($0)").path }
        let result = try author.sil(["test", exercise, "--json", "--file"] + files, in: root)
        return (try result.document(VerdictDocument.self), result.status)
    }

    private struct Manifest: Decodable {
        struct Reject: Decodable { var tests: [String] }
        var rejects: [String: Reject]
    }

    /// The tests that must reject each mutant.
    func rejects(of exercise: String) throws -> [String: Set<String>] {
        try YAMLDecoder().decode(Manifest.self, from: read("Exercises/\(exercise)/exercise.yml")).rejects
            .mapValues { Set($0.tests) }
    }
}
