import Reporting
import Text

/// `sil author new`: what was made.
struct NewReport: Screen {
    enum Kind: String { case course, chapter, exercise }

    var kind: Kind
    /// The course's id, or the slug.
    var name: String
    /// Absolute path of the course.
    var course: String
    /// Relative to the course, in the order of their names.
    var files: [String]
    /// Whether paths relative to the course mean something where the author stands.
    var isHere: Bool
    /// Absolute path of the folder that the author stands in.
    var currentDirectory: String
    /// What may be typed next.
    var next: [String]

    var json: JSON {
        [
            "schema": 1, "made": .string(kind.rawValue), "name": .string(name), "course": .string(course),
            "files": .array(files.map { .string($0) }),
        ]
    }

    func lines(width: Int) -> [StyledLine] {
        let what =
            switch kind {
            case .course: "과정을 만듦: "
            case .chapter: "장을 만듦: "
            case .exercise: "연습을 만듦: "
            }
        var lines = [StyledLine(what) + StyledLine(name, .bold)]
        let start = isHere ? "" : shown(course) + "/"
        for file in files where !file.hasSuffix("/.gitkeep") {
            lines += StyledLine("  " + start + file).folded(to: width)
        }
        lines.append(StyledLine())
        for (index, command) in next.enumerated() {
            lines += StyledLine((index == 0 ? "  다음  " : "        ") + command).folded(to: width)
        }
        return lines
    }

    /// A path as the author would type it: what lies below the current folder without it.
    private func shown(_ path: String) -> String {
        let here = currentDirectory + "/"
        return path.hasPrefix(here) ? String(path.dropFirst(here.count)) : path
    }
}
