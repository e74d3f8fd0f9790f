import Foundation

/// The exercise measured: one correct solution, edited by a line each round, and its grader.
struct Exercise {
    let slug: String
    let module: String
    let sources: [String: String]
    let graders: [String: String]

    /// Reads `Exercises/SLUG` of a course: the first solution by name and the grader.
    init(_ slug: String, course: URL) throws {
        let folder = course.appending(path: "Exercises/\(slug)")
        let solutions = folder.appending(path: "Solutions")
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: solutions.path),
            let first = names.sorted().first
        else { throw BenchError.notFound(solutions.path) }
        self.slug = slug
        module = slug.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
        sources = try Exercise.swiftFiles(in: solutions.appending(path: first))
        graders = try Exercise.swiftFiles(in: folder.appending(path: "Grader"))
        for (name, text) in graders where text.contains(#/(?m)^import GraderKit/#) {
            throw BenchError.graderNeedsRuntime("Exercises/\(slug)/Grader/\(name)")
        }
    }

    private static func swiftFiles(in folder: URL) throws -> [String: String] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
            $0.hasSuffix(".swift")
        }
        guard !names.isEmpty else { throw BenchError.notFound("\(folder.path)/*.swift") }
        return try Dictionary(
            uniqueKeysWithValues: names.map { name in
                (name, try String(contentsOf: folder.appending(path: name), encoding: .utf8))
            })
    }

    /// The file that is edited.
    var editedFile: String { sources.keys.sorted()[0] }

    /// What an edit of one line changes.
    enum Edit {
        /// A number in the body of a private function: the module's interface stays, as after most edits of a learner's.
        case body
        /// The name of a function that others may call: whoever imports the module must be compiled again.
        case interface
    }

    /// That file in some round.
    func editedText(round: Int, _ edit: Edit) -> String {
        let line =
            switch edit {
            case .body: "private func benchRound() -> Int { \(round) }"
            case .interface: "func benchRound\(round)() -> Int { \(round) }"
            }
        return sources[editedFile, default: ""] + "\n\(line)\n"
    }

    /// Writes all sources into a folder, the edited one as of round 0.
    func writeSources(to folder: URL) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, text) in sources where name != editedFile {
            try text.write(to: folder.appending(path: name), atomically: false, encoding: .utf8)
        }
        try edit(.body, in: folder, round: 0)
    }

    func edit(_ edit: Edit, in folder: URL, round: Int) throws {
        let file = folder.appending(path: editedFile)
        try editedText(round: round, edit).write(to: file, atomically: false, encoding: .utf8)
    }

    /// The tests of the grader as `XCTMain` wants them: class and method, in the order of the text.
    var tests: [(className: String, method: String)] {
        graders.sorted { $0.key < $1.key }.flatMap { _, text in
            var className = ""
            return text.matches(of: #/class\s+(\w+)\s*:\s*XCTestCase|func\s+(test\w*)\s*\(\s*\)/#).compactMap
            { match in
                if let name = match.1 { className = String(name) }
                return match.2.map { (className, String($0)) }
            }
        }
    }
}
