/// Cuts code into pieces that look different.
///
/// It never fails and loses nothing: the pieces put together are the code, whatever that is. A program need not be
/// whole, so a string ends with its line and a comment with the code where nothing else ends them.
struct CodeLexer {
    enum Kind: Sendable, Equatable {
        case plain, keyword, type, string, number, comment
        /// An attribute, a macro, a directive of the compiler or preprocessor.
        case attribute
    }

    struct Piece: Equatable {
        var text: String
        var kind: Kind
    }

    /// A Swift string whose interpolation is being read.
    private struct Literal {
        var pounds: Int
        var isMultiline: Bool
        var parentheses = 0
    }

    /// Interpolations deeper in each other are text.
    private static let depthMax = 16

    private let bytes: [UInt8]
    private let language: CodeLanguage
    private var index = 0
    private var pieces: [Piece] = []
    private var literals: [Literal] = []
    /// The last byte of code that is no blank.
    private var last: UInt8 = 0x0A
    private var isAtLineStart = true

    static func pieces(of code: String, in language: CodeLanguage) -> [Piece] {
        var lexer = CodeLexer(bytes: Array(code.utf8), language: language)
        while lexer.index < lexer.bytes.count { lexer.readPiece() }
        return lexer.pieces
    }

    private init(bytes: [UInt8], language: CodeLanguage) {
        self.bytes = bytes
        self.language = language
    }

    private mutating func readPiece() {
        let byte = bytes[index]
        switch byte {
        case UInt8(ascii: "\n"):
            append(.plain, to: index + 1)
            isAtLineStart = true
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): append(.plain, to: index + 1)
        case UInt8(ascii: "/") where isAhead("//"): append(.comment, to: end(of: "\n") ?? bytes.count)
        case UInt8(ascii: "/") where isAhead("/*"): append(.comment, to: endOfComment())
        case UInt8(ascii: "\""): readString(from: index, pounds: 0)
        case UInt8(ascii: "'") where !language.isSwift: append(.string, to: endOfQuote("'"))
        case UInt8(ascii: "#"): readPound()
        case UInt8(ascii: "@") where language.isSwift: append(.attribute, to: endOfWord(from: index + 1))
        case UInt8(ascii: "`") where language.isSwift: append(.plain, to: endOfQuote("`"))
        case UInt8(ascii: "0")...UInt8(ascii: "9"): append(.number, to: endOfNumber())
        case _ where Self.isWord(byte): readWord()
        case UInt8(ascii: "("), UInt8(ascii: ")"): readParenthesis(byte)
        default: append(.plain, to: index + 1)
        }
    }

    private mutating func append(_ kind: Kind, to end: Int) {
        let text = String(decoding: bytes[index..<end], as: UTF8.self)
        if let before = pieces.last, before.kind == kind {
            pieces[pieces.count - 1].text += text
        } else {
            pieces.append(Piece(text: text, kind: kind))
        }
        if let byte = bytes[index..<end].last, byte > 0x20 {
            last = byte
            isAtLineStart = false
        }
        index = end
    }

    // MARK: Words and numbers

    private mutating func readWord() {
        let end = endOfWord(from: index)
        let word = String(decoding: bytes[index..<end], as: UTF8.self)
        let isMember = last == UInt8(ascii: ".")
        let isCapital =
            language.hasCapitalTypes && (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(bytes[index])
        if language.keywords.contains(word), !isMember || word == "self" {
            append(.keyword, to: end)
        } else if isCapital || language.types.contains(word) || (!language.isSwift && word.hasSuffix("_t")) {
            append(.type, to: end)
        } else {
            append(.plain, to: end)
        }
    }

    /// A letter, a digit, `_`, or any byte of what is not ASCII.
    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
            true
        default: false
        }
    }

    private func endOfWord(from start: Int) -> Int {
        bytes[min(start, bytes.count)...].firstIndex { !Self.isWord($0) } ?? bytes.count
    }

    /// A point belongs to a number if a digit follows: `0..<3` has two.
    private func endOfNumber() -> Int {
        var end = endOfWord(from: index)
        while end + 1 < bytes.count, bytes[end] == UInt8(ascii: "."),
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[end + 1])
        { end = endOfWord(from: end + 1) }
        return end
    }

    // MARK: Strings

    /// `#"…"#`, `#if`, `#expect`, `#include <…>`.
    private mutating func readPound() {
        let pounds = bytes[index...].prefix { $0 == UInt8(ascii: "#") }.count
        if language.isSwift, index + pounds < bytes.count, bytes[index + pounds] == UInt8(ascii: "\"") {
            return readString(from: index + pounds, pounds: pounds)
        }
        let isDirective = isAtLineStart && !language.isSwift
        let blanks = bytes[(index + 1)...].prefix { isDirective && $0 == UInt8(ascii: " ") }.count
        let start = index
        append(.attribute, to: endOfWord(from: index + 1 + blanks))
        guard isDirective, bytes[start..<index].elementsEqual("#include".utf8) else { return }
        append(.plain, to: bytes[index...].firstIndex { $0 != UInt8(ascii: " ") } ?? bytes.count)
        if index < bytes.count, bytes[index] == UInt8(ascii: "<") { append(.string, to: endOfQuote(">")) }
    }

    private mutating func readString(from quote: Int, pounds: Int) {
        let isMultiline = language.isSwift && bytes[quote...].starts(with: "\"\"\"".utf8)
        readLiteral(
            Literal(pounds: pounds, isMultiline: isMultiline), from: quote + (isMultiline ? 3 : 1))
    }

    /// The text of a string from `start` on, to its end or to an interpolation in it.
    private mutating func readLiteral(_ literal: Literal, from start: Int) {
        let pounds = Array(repeating: UInt8(ascii: "#"), count: literal.pounds)
        let close = Array(repeating: UInt8(ascii: "\""), count: literal.isMultiline ? 3 : 1) + pounds
        var end = start
        while end < bytes.count {
            if bytes[end...].starts(with: close) { return append(.string, to: end + close.count) }
            if !literal.isMultiline, bytes[end] == UInt8(ascii: "\n") { return append(.string, to: end) }
            guard bytes[end] == UInt8(ascii: "\\"), bytes[(end + 1)...].starts(with: pounds) else {
                end += 1
                continue
            }
            let escaped = end + 1 + pounds.count
            guard language.isSwift, escaped < bytes.count, bytes[escaped] == UInt8(ascii: "("),
                literals.count < Self.depthMax
            else {
                end = min(escaped + 1, bytes.count)
                continue
            }
            append(.string, to: escaped)
            literals.append(literal)
            return
        }
        append(.string, to: bytes.count)
    }

    /// The one that opens an interpolation comes first, the one that ends it takes the string up again.
    private mutating func readParenthesis(_ byte: UInt8) {
        append(.plain, to: index + 1)
        guard var literal = literals.popLast() else { return }
        literal.parentheses += byte == UInt8(ascii: "(") ? 1 : -1
        guard literal.parentheses <= 0 else { return literals.append(literal) }
        literal.parentheses = 0
        readLiteral(literal, from: index)
    }

    /// Behind the next `mark` of this line, or at the line's end.
    private func endOfQuote(_ mark: Unicode.Scalar) -> Int {
        var end = index + 1
        while end < bytes.count, bytes[end] != UInt8(ascii: "\n") {
            if bytes[end] == UInt8(ascii: mark) { return end + 1 }
            end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
        }
        return min(end, bytes.count)
    }

    // MARK: Comments

    /// Behind its `*/`; in Swift each `/*` inside wants one of its own.
    private func endOfComment() -> Int {
        var depth = 1
        var end = index + 2
        while end < bytes.count {
            if bytes[end...].starts(with: "*/".utf8) {
                depth -= 1
                end += 2
                if depth == 0 { return end }
            } else if language.isSwift, bytes[end...].starts(with: "/*".utf8) {
                depth += 1
                end += 2
            } else {
                end += 1
            }
        }
        return bytes.count
    }

    private func isAhead(_ mark: StaticString) -> Bool {
        mark.withUTF8Buffer { bytes[index...].starts(with: $0) }
    }

    private func end(of mark: Unicode.Scalar) -> Int? { bytes[index...].firstIndex(of: UInt8(ascii: mark)) }
}
