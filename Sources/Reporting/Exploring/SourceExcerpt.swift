import Text
import Verdicts

/// The program's lines that a finding speaks of, each marked with the threads that stand there.
struct SourceExcerpt {
    /// The learner's lines by file name.
    let files: [String: [String]]
    /// Threads by the lines they stand at.
    private var marks: [Finding.Place: [String]] = [:]

    private static let indent = 4
    /// Lines around one that is marked.
    private static let context = 1
    private static let linesMax = 14

    init(_ steps: [FindingStep], files: [String: [String]]) {
        self.files = files
        for step in steps {
            guard let place = step.place, files[place.file]?.indices.contains(place.line - 1) == true
            else { continue }
            if marks[place]?.contains(step.thread) != true { marks[place, default: []].append(step.thread) }
        }
    }

    func lines(width: Int) -> [StyledLine] {
        let gutter = marks.values.map { Self.mark($0).cells }.max() ?? 0
        var lines: [StyledLine] = []
        var left = Self.linesMax
        for file in Set(marks.keys.map(\.file)).sorted() {
            guard left > 0 else { break }
            if !lines.isEmpty { lines.append(StyledLine()) }
            lines += StyledLine(file, .bold).wrapped(in: width, indent: Self.indent)
            let excerpt = excerpt(of: file, gutter: gutter, width: width, left: &left)
            lines += excerpt
        }
        return lines
    }

    private func excerpt(of file: String, gutter: Int, width: Int, left: inout Int) -> [StyledLine] {
        guard let source = files[file] else { return [] }
        let marked = marks.keys.filter { $0.file == file }.map(\.line)
        let shown = Set(marked.flatMap { ($0 - Self.context)...($0 + Self.context) })
            .filter { source.indices.contains($0 - 1) }.sorted()
        let digits = String(shown.last ?? 1).count
        var lines: [StyledLine] = []
        var last: Int?
        for number in shown {
            guard left > 0 else {
                lines.append(StyledLine(String(repeating: " ", count: Self.indent + gutter + 1) + "⋮", .dim))
                break
            }
            if let last, number > last + 1 {
                lines.append(StyledLine(String(repeating: " ", count: Self.indent + gutter + 1) + "⋮", .dim))
            }
            last = number
            left -= 1
            let threads = marks[Finding.Place(file: file, line: number)] ?? []
            var line = StyledLine(String(repeating: " ", count: Self.indent))
            line.append(Self.mark(threads).padded(to: gutter), .color(.cyan))
            line.append(" \(String(number).padded(to: digits, .right)) │ ", .dim)
            line.append(source[number - 1], threads.isEmpty ? .dim : .plain)
            lines.append(line.truncated(to: width))
        }
        return lines
    }

    /// `A B`; of many threads how many they are.
    private static func mark(_ threads: [String]) -> String {
        guard threads.count <= 3 else { return "\(threads.count)개" }
        let first = threads.filter { $0 == "main" }.map { _ in "메인" }
        let others = threads.filter { $0 != "main" }.sorted { ($0.count, $0) < ($1.count, $1) }
        return (first + others).joined(separator: " ")
    }
}
