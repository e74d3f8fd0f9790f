import Verdicts

/// Reads the compiler's messages (`-diagnostic-style=llvm`) back into values:
/// `Queue.swift:3:16: error: cannot find 'z' in scope`, then the source line, then a caret.
enum DiagnosticParser {
    /// - Parameters:
    ///   - text: what the front end wrote to stderr.
    ///   - names: the learner's file names by the names they were compiled under (`/source/f0.swift` → `큐.swift`).
    ///     A message at any other place keeps its words and loses its place.
    ///   - sources: the learner's lines by file name.
    /// - Returns: every message in its order.
    static func diagnostics(
        in text: String, names: [String: String], sources: [String: [Substring]]
    ) -> [Diagnostic] {
        var found: [Diagnostic] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: true) {
            guard let parsed = parse(line) else { continue }
            let file = names[parsed.file]
            let lines = file.flatMap { sources[$0] }
            let source = lines.flatMap {
                parsed.line >= 1 && parsed.line <= $0.count ? String($0[parsed.line - 1]) : nil
            }
            let diagnostic = Diagnostic(
                file: file, line: file == nil ? nil : parsed.line, column: file == nil ? nil : parsed.column,
                severity: parsed.severity, message: parsed.message, source: source)
            found.append(diagnostic)
        }
        return found
    }

    /// Those that help a person: each once, and not the warnings of unsafe memory that nobody asked for but us.
    static func shown(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
        var shown: [Diagnostic] = []
        var isOurs = false
        for diagnostic in diagnostics {
            if diagnostic.severity != .note { isOurs = diagnostic.message.contains("[#StrictMemorySafety]") }
            guard !isOurs, !shown.contains(diagnostic) else { continue }
            shown.append(diagnostic)
            if shown.count == maximumCount { break }
        }
        return shown
    }

    /// A page of errors helps nobody; the first ones usually cause the rest.
    private static let maximumCount = 50

    private struct Parsed {
        var file: String
        var line: Int
        var column: Int
        var severity: Diagnostic.Severity
        var message: String
    }

    private static func parse(_ line: Substring) -> Parsed? {
        let words: [(String, Diagnostic.Severity)] = [
            ("error", .error), ("fatal error", .error), ("warning", .warning), ("note", .note),
        ]
        for (word, severity) in words {
            guard let mark = line.firstRange(of: ": \(word): ") else { continue }
            var place = line[..<mark.lowerBound]
            guard let column = number(atEndOf: &place) else { continue }
            // `<unknown>:0: error:` has a line only.
            let row = number(atEndOf: &place)
            return Parsed(
                file: String(place), line: row ?? column, column: row == nil ? 0 : column, severity: severity,
                message: String(line[mark.upperBound...]))
        }
        return nil
    }

    /// Cuts `:12` off the end.
    private static func number(atEndOf place: inout Substring) -> Int? {
        guard let colon = place.lastIndex(of: ":"), let value = Int(place[place.index(after: colon)...])
        else {
            return nil
        }
        place = place[..<colon]
        return value
    }
}
