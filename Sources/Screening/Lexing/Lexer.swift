/// Cuts Swift source into tokens: comments fall away, strings become one token a piece, code inside interpolations is
/// code. Takes any bytes, finds an end to everything, and does not recurse, so that no nesting can exhaust the stack.
///
/// It is the compiler's lexer as far as that is possible without its parser. The one guess is where a bare `/` begins
/// a regex literal: by the blanks around it, as the compiler does first.
package struct Lexer {
    let bytes: [UInt8]
    var index = 0
    var tokens: [Token] = []
    /// Literals around the current place, outermost first. While the last one's interpolation is open, code is read.
    var literals: [Literal] = []
    private let hasBareRegex: Bool
    private var isAtLineStart = true

    /// A string literal that is not closed yet.
    struct Literal {
        var pounds: Int
        var isMultiline: Bool
        /// Open parentheses of the interpolation that is being read.
        var parentheses = 0
    }

    /// - Parameter hasBareRegex: `/…/` is a regex literal: language mode 6.
    package static func tokens(of bytes: [UInt8], hasBareRegex: Bool = true) -> [Token] {
        var lexer = Lexer(bytes, hasBareRegex: hasBareRegex)
        lexer.run()
        return lexer.tokens
    }

    private init(_ bytes: [UInt8], hasBareRegex: Bool) {
        self.bytes = bytes
        self.hasBareRegex = hasBareRegex
        tokens.reserveCapacity(bytes.count / 4)
    }

    private mutating func run() {
        if starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
        if starts(with: [.pound, .exclamation]) { skipLine() }
        while index < bytes.count {
            let byte = bytes[index]
            switch Self.classes[Int(byte)] {
            case .newline:
                isAtLineStart = true
                index += 1
            case .blank: index += 1
            case .word: readWord()
            case .digit: readNumber()
            case .operatorSign: readSlashOrOperator()
            case .high: readHigh()
            case .other: readPunctuation(byte)
            }
        }
    }

    mutating func append(_ kind: Token.Kind, from start: Int, to end: Int, isEscaped: Bool = false) {
        tokens.append(
            Token(kind: kind, start: start, end: end, startsLine: isAtLineStart, isEscaped: isEscaped))
        isAtLineStart = false
    }

    /// The byte `offset` after the current one; 0 past the end, which no text holds.
    func peek(_ offset: Int = 0) -> UInt8 {
        let place = index + offset
        return place < bytes.count ? bytes[place] : 0
    }

    func starts(with word: [UInt8]) -> Bool {
        index + word.count <= bytes.count && bytes[index..<index + word.count].elementsEqual(word)
    }

    // MARK: Trivia

    private mutating func skipLine() {
        while index < bytes.count, bytes[index] != .newline, bytes[index] != .carriageReturn { index += 1 }
    }

    /// Comments nest in Swift.
    private mutating func skipBlockComment() {
        var depth = 0
        repeat {
            if peek() == .slash, peek(1) == .star {
                depth += 1
                index += 2
            } else if peek() == .star, peek(1) == .slash {
                depth -= 1
                index += 2
            } else {
                if peek() == .newline { isAtLineStart = true }
                index += 1
            }
        } while depth > 0 && index < bytes.count
        index = min(index, bytes.count)
    }

    // MARK: Words and numbers

    private mutating func readWord() {
        let start = index
        skipWord()
        append(.identifier, from: start, to: index)
    }

    private mutating func skipWord() {
        while index < bytes.count {
            switch Self.classes[Int(bytes[index])] {
            case .word, .digit: index += 1
            case .high:
                let scalar = self.scalar(at: index)
                guard !scalar.isOperator, !scalar.isBlank else { return }
                index += scalar.length
            default: return
            }
        }
    }

    private mutating func readNumber() {
        let start = index
        let isHexadecimal = peek() == .zero && peek(1) | 0x20 == .x
        while index < bytes.count {
            let byte = bytes[index]
            let isExponent = isHexadecimal ? byte | 0x20 == .p : byte | 0x20 == .e
            if isExponent, peek(1) == .plus || peek(1) == .minus {
                index += 2
            } else if byte == .dot, Self.classes[Int(peek(1))] == .digit {
                index += 2
            } else if Self.classes[Int(byte)] == .digit || Self.classes[Int(byte)] == .word {
                index += 1
            } else {
                break
            }
        }
        append(.number, from: start, to: index)
    }

    /// Names in other scripts, and the operators and blanks among the other scalars.
    private mutating func readHigh() {
        let scalar = self.scalar(at: index)
        if scalar.isBlank {
            index += scalar.length
        } else if scalar.isOperator {
            readOperator()
        } else {
            let start = index
            index += scalar.length
            skipWord()
            append(.identifier, from: start, to: index)
        }
    }

    // MARK: Signs

    private mutating func readSlashOrOperator() {
        guard peek() == .slash else { return readOperator() }
        switch peek(1) {
        case .slash: skipLine()
        case .star: skipBlockComment()
        default:
            if hasBareRegex, !isLeftBound, let end = endOfRegex(from: index + 1, pounds: 0) {
                let start = index
                index = end
                append(.regex, from: start, to: end)
            } else {
                readOperator()
            }
        }
    }

    /// Something that a postfix or infix operator could belong to stands directly before the current byte.
    private var isLeftBound: Bool {
        guard index > 0 else { return false }
        switch bytes[index - 1] {
        case .blank, .tab, .newline, .carriageReturn, .leftParenthesis, .leftBracket, .leftBrace, .comma,
            .semicolon, .colon:
            return false
        case .slash: return !(index > 1 && bytes[index - 2] == .star)
        default: return true
        }
    }

    private mutating func readOperator() {
        let start = index
        let mayHoldDots = peek() == .dot
        while index < bytes.count {
            let byte = bytes[index]
            if byte == .slash, peek(1) == .slash || peek(1) == .star { break }
            if Self.classes[Int(byte)] == .operatorSign || (byte == .dot && mayHoldDots) {
                index += 1
            } else if Self.classes[Int(byte)] == .high, scalar(at: index).isOperator {
                index += scalar(at: index).length
            } else {
                break
            }
        }
        append(.operator, from: start, to: index)
    }

    private mutating func readPunctuation(_ byte: UInt8) {
        let start = index
        switch byte {
        case .quote: return openString(pounds: 0)
        case .pound: return readPound()
        case .backtick: return readEscaped()
        case .dot where Self.classes[Int(peek(1))] == .operatorSign || peek(1) == .dot: return readOperator()
        case .leftParenthesis: if !literals.isEmpty { literals[literals.count - 1].parentheses += 1 }
        case .rightParenthesis where !literals.isEmpty:
            literals[literals.count - 1].parentheses -= 1
            index += 1
            append(.punctuation, from: start, to: index)
            if literals[literals.count - 1].parentheses == 0 { readString(from: index) }
            return
        default: break
        }
        index += 1
        append(.punctuation, from: start, to: index)
    }

    private mutating func readPound() {
        let start = index
        var end = index
        while end < bytes.count, bytes[end] == .pound { end += 1 }
        let next = end < bytes.count ? bytes[end] : 0
        if next == .quote {
            index = end
            return openString(pounds: end - start, from: start)
        }
        if next == .slash, let close = endOfRegex(from: end + 1, pounds: end - start) {
            index = close
            return append(.regex, from: start, to: close)
        }
        index += 1
        skipWord()
        append(.directive, from: start, to: index)
    }

    private mutating func readEscaped() {
        let start = index + 1
        var end = start
        while end < bytes.count, bytes[end] != .backtick, bytes[end] != .newline { end += 1 }
        guard end < bytes.count, bytes[end] == .backtick, end > start else {
            index += 1
            return append(.punctuation, from: start - 1, to: start)
        }
        index = end + 1
        append(.identifier, from: start, to: end, isEscaped: true)
    }
}
