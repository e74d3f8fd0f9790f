import Foundation

/// YAML as a person wrote it, comments and all, in which values of top-level keys are replaced.
struct ManifestText {
    private(set) var lines: [String]

    init(_ text: String) {
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    var text: String { lines.joined(separator: "\n") }

    /// The value of a key that stands on one line, as it stands there.
    func value(of key: String) -> String? {
        line(of: key).map { lines[$0].dropFirst(key.count + 1).trimmingCharacters(in: .whitespaces) }
    }

    mutating func set(_ key: String, to value: String) { setRaw(key, to: ManifestText.scalar(value)) }

    mutating func set(_ key: String, to values: [String]) {
        setRaw(key, to: "[\(values.map(ManifestText.flowScalar).joined(separator: ", "))]")
    }

    mutating func set(_ key: String, to value: Int) { setRaw(key, to: "\(value)") }

    /// Makes a comment of a key: it is known to be there, and says nothing.
    mutating func leaveOut(_ key: String) {
        if let line = line(of: key) { lines[line] = "# " + lines[line] }
    }

    mutating func replaceLine(beginning start: String, with line: String) {
        guard let index = lines.firstIndex(where: { $0.hasPrefix(start) }) else { return }
        lines[index] = line
    }

    private mutating func setRaw(_ key: String, to value: String) {
        guard let line = line(of: key) else { return }
        lines[line] = "\(key): \(value)"
    }

    private func line(of key: String) -> Int? { lines.firstIndex { $0.hasPrefix(key + ":") } }

    // MARK: Scalars

    /// A text as a YAML value: plain where nothing in it can be taken for more than a letter, else in double quotes.
    ///
    /// Source: YAML 1.2.2, 7.3.1 and 7.3.3.
    static func scalar(_ text: String) -> String { isPlain(text, inFlow: false) ? text : quoted(text) }

    private static func flowScalar(_ text: String) -> String {
        isPlain(text, inFlow: true) ? text : quoted(text)
    }

    private static func isPlain(_ text: String, inFlow: Bool) -> Bool {
        guard let first = text.first, first.isLetter || first.isNumber, text.last?.isWhitespace == false,
            !text.hasSuffix(":"), !text.contains(": "), !text.contains(" #")
        else { return false }
        let harmless: Set<Character> = [" ", ".", "-", "(", ")", "?", "!", "'", "/", "·", "+", "="]
        return text.allSatisfy { character in
            character.isLetter || character.isNumber || harmless.contains(character)
                || (!inFlow && [",", ":", "#", "[", "]"].contains(character))
        }
    }

    static func quoted(_ text: String) -> String {
        let escaped = text.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(
            of: "\"", with: "\\\"")
        return "\"\(escaped)\""
    }
}
