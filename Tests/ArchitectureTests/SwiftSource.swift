/// A Swift file read for its imports: comments and strings do not count.
struct SwiftSource {
    /// A module named by an `import`, and the 1-based line it stands on.
    struct Import: Hashable {
        var module: String
        var line: Int
    }

    private let text: String

    init(_ text: String) {
        self.text = text
    }

    /// Every module imported, whatever stands before `import` (attributes, access) or after it (`struct`, a submodule).
    var imports: [Import] {
        let bare = SwiftSource.strip(text, keepingStrings: false)
        var found: [Import] = []
        for (index, line) in bare.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            for statement in line.split(separator: ";") {
                guard let module = SwiftSource.module(importedBy: statement) else { continue }
                found.append(Import(module: module, line: index + 1))
            }
        }
        return found
    }

    /// The text without comments, its strings kept: what a manifest is read from.
    var code: String { SwiftSource.strip(text, keepingStrings: true) }

    private static func module(importedBy statement: Substring) -> String? {
        let before: Set<Substring> = ["public", "package", "internal", "fileprivate", "private"]
        let after: Set<Substring> = [
            "struct", "class", "enum", "protocol", "typealias", "func", "var", "let", "actor",
        ]
        var words = statement.split(whereSeparator: \.isWhitespace)[...]
        while let word = words.first, before.contains(word) || word.hasPrefix("@") { words.removeFirst() }
        guard words.popFirst() == "import", var name = words.popFirst() else { return nil }
        if after.contains(name), let next = words.first { name = next }
        return name.split(separator: ".").first.map(String.init)
    }

    /// Blanks out comments (nested ones too) and, unless kept, strings. Lines stay where they were.
    private static func strip(_ text: String, keepingStrings: Bool) -> String {
        // Bytes, because a debug build walks characters a hundred times slower and every source passes here.
        var scanner = Scanner(bytes: Array(text.utf8))
        var result: [UInt8] = []
        while let byte = scanner.peek {
            if scanner.at("//") {
                scanner.skip { $0 != UInt8(ascii: "\n") }
            } else if scanner.at("/*") {
                result += scanner.comment().filter { $0 == UInt8(ascii: "\n") }
            } else if let hashes = scanner.hashesOfString {
                let string = scanner.string(hashes: hashes)
                result += keepingStrings ? Array(string) : string.filter { $0 == UInt8(ascii: "\n") }
            } else {
                result.append(byte)
                scanner.position += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private struct Scanner {
        let bytes: [UInt8]
        var position = 0

        var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

        func at(_ word: String) -> Bool { bytes[position...].starts(with: word.utf8) }

        mutating func skip(while predicate: (UInt8) -> Bool) {
            while let byte = peek, predicate(byte) { position += 1 }
        }

        /// The number of `#` before a string's opening quotes, or nil where no string begins.
        var hashesOfString: Int? {
            guard peek == UInt8(ascii: "\"") || peek == UInt8(ascii: "#") else { return nil }
            let hashes = bytes[position...].prefix { $0 == UInt8(ascii: "#") }.count
            guard position + hashes < bytes.count, bytes[position + hashes] == UInt8(ascii: "\"") else {
                return nil
            }
            return hashes
        }

        /// Passes one comment, nested ones with it, and returns it.
        mutating func comment() -> ArraySlice<UInt8> {
            let start = position
            var depth = 0
            repeat {
                if at("/*") {
                    depth += 1
                    position += 2
                } else if at("*/") {
                    depth -= 1
                    position += 2
                } else {
                    position += 1
                }
            } while depth > 0 && position < bytes.count
            return bytes[start..<min(position, bytes.count)]
        }

        /// Passes one string literal with its quotes and returns it. An interpolation that holds quotes of its own
        /// ends the string early, which is harmless here: no `import` begins a line inside one.
        mutating func string(hashes: Int) -> ArraySlice<UInt8> {
            let start = position
            position += hashes
            let quotes = at("\"\"\"") ? "\"\"\"" : "\""
            let pounds = String(repeating: "#", count: hashes)
            position += quotes.utf8.count
            while position < bytes.count, !at(quotes + pounds) {
                position += at("\\" + pounds) ? hashes + 2 : 1
            }
            position = min(position + quotes.utf8.count + hashes, bytes.count)
            return bytes[start..<position]
        }
    }
}
