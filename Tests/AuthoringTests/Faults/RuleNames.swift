import Foundation

/// The rules that sources of `Course` and `Authoring` name, wherever a fault is made.
enum RuleNames {
    /// Rules for which no course is spoilt here, and why.
    static let untried = [
        "unreadable": "root, who runs these tests, may read everything",
        "markdown": "a file that is short enough to be read is short enough to be parsed",
        "spelling": "depends on the dictionary of the machine",
    ]

    /// The first text of each call that makes a fault.
    static func inSources() throws -> Set<String> {
        let calls =
            #/(?:rule:|(?:note|fault|notice)\(|declared,|case [.a-zA-Z()]+:\s*\()\s*"([a-z]+(?:-[a-z]+)*)"/#
        var names: Set<String> = []
        for folder in ["Course", "Authoring"] {
            let root = Bench.root.appending(path: "Sources/\(folder)").path
            let files = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
            for file in files where file.hasSuffix(".swift") {
                let text = try String(contentsOfFile: "\(root)/\(file)", encoding: .utf8)
                names.formUnion(text.matches(of: calls).map { String($0.output.1) })
            }
        }
        return names
    }
}
