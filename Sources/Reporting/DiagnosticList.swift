import Progress
import Text
import Verdicts

/// The compiler's errors on a card: place, its words, and the learner's lines with a caret.
struct DiagnosticList {
    private let diagnostics: [Diagnostic]
    private let files: [String: [String]]
    /// How the rest can be seen.
    private let more: String

    /// - Parameter source: Without it only the line that a diagnostic carries itself can be shown.
    init(_ diagnostics: [Diagnostic], source: SubmissionSource?, more: String = "  --raw") {
        self.more = more
        let hasErrors = diagnostics.contains { $0.severity == .error }
        self.diagnostics = diagnostics.filter { !hasErrors || $0.severity != .warning }
        var files: [String: [String]] = [:]
        for file in source?.files ?? [] {
            let text = String(decoding: file.bytes, as: UTF8.self)
            files[file.name] = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        }
        self.files = files
    }

    /// The first errors are the cause; the later ones mostly follow from them.
    private static let shownMax = 5

    func lines(width: Int) -> [StyledLine] {
        var lines: [StyledLine] = []
        for diagnostic in diagnostics.prefix(Self.shownMax) {
            lines.append(StyledLine())
            lines += block(diagnostic, width: width)
        }
        let hidden = diagnostics.count - Self.shownMax
        if hidden > 0 {
            lines.append(StyledLine())
            lines += StyledLine("그 밖에 \(hidden)개\(more)", .dim).wrapped(in: width, indent: 2)
        }
        return lines
    }

    private func block(_ diagnostic: Diagnostic, width: Int) -> [StyledLine] {
        var lines: [StyledLine] = []
        let kind = diagnostic.severity == .error ? "" : diagnostic.severity == .warning ? "경고 " : "참고 "
        if let file = diagnostic.file {
            let place = [diagnostic.line, diagnostic.column].compactMap { $0.map(String.init) }
            let words = StyledLine("\(kind)\(([file] + place).joined(separator: ":"))", .bold)
            lines += words.wrapped(in: width, indent: 2)
        }
        for paragraph in diagnostic.message.split(separator: "\n") {
            lines += StyledLine(String(paragraph)).wrapped(in: width, indent: 4)
        }
        return lines + excerpt(diagnostic, width: width)
    }

    /// The line it points at, with the one before it and a caret under the place.
    private func excerpt(_ diagnostic: Diagnostic, width: Int) -> [StyledLine] {
        guard let number = diagnostic.line, number > 0 else { return [] }
        var shown: [(Int, String)] = []
        if let file = diagnostic.file.flatMap({ files[$0] }), file.indices.contains(number - 1) {
            if number > 1 { shown.append((number - 1, file[number - 2])) }
            shown.append((number, file[number - 1]))
        } else if let source = diagnostic.source {
            shown = [(number, source)]
        }
        guard let text = shown.last?.1 else { return [] }
        let gutter = max(5, 4 + String(number).count)
        let room = max(8, width - gutter - 3)
        let caret = diagnostic.column.map { Self.cells(before: $0, in: text) }
        // A long line is shown from where the caret can be seen.
        let skipped = caret.map { $0 < room ? 0 : $0 - room / 2 } ?? 0
        var lines = shown.map { number, text in
            StyledLine(String(number).padded(to: gutter, .right) + " │ ", .dim)
                + Self.window(text, from: skipped, cells: room)
        }
        if let caret {
            lines.append(
                StyledLine(String(repeating: " ", count: gutter) + " │ ", .dim)
                    + StyledLine(String(repeating: " ", count: caret - skipped))
                    + StyledLine("^", .color(.red)))
        }
        return lines
    }

    /// Cells before a column of the compiler, which counts bytes from 1.
    private static func cells(before column: Int, in text: String) -> Int {
        let bytes = Array(text.utf8.prefix(max(0, column - 1)))
        return String(decoding: bytes, as: UTF8.self).printable.cells
    }

    private static func window(_ text: String, from skipped: Int, cells: Int) -> StyledLine {
        let text = text.printable
        let before = text.prefix(cells: skipped)
        var rest = text.dropFirst(before.count)
        var blanks = 0
        if before.cells < skipped, let cut = rest.first {
            // A wide character stands across the edge: blanks keep the caret under its place.
            rest = rest.dropFirst()
            blanks = before.cells + cut.cells - skipped
        }
        return StyledLine(String(repeating: " ", count: blanks) + rest).truncated(to: cells)
    }
}
