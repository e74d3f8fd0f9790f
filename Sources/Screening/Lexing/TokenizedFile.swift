/// One of the learner's files with its tokens.
package struct TokenizedFile: Sendable {
    package let name: String
    package let bytes: [UInt8]
    package let tokens: [Token]

    package init(name: String, bytes: [UInt8], hasBareRegex: Bool = true) {
        self.name = name
        self.bytes = bytes
        tokens = Lexer.tokens(of: bytes, hasBareRegex: hasBareRegex)
    }

    package func text(_ token: Token) -> String { String(decoding: bytes[token.range], as: UTF8.self) }

    package func text(at position: Int) -> String? {
        tokens.indices.contains(position) ? text(tokens[position]) : nil
    }

    /// Whether the token says exactly `word`; costs nothing where its length differs.
    package func says(_ word: String, at position: Int) -> Bool {
        guard tokens.indices.contains(position) else { return false }
        let token = tokens[position]
        return token.end - token.start == word.utf8.count && bytes[token.range].elementsEqual(word.utf8)
    }

    package func isIdentifier(at position: Int) -> Bool {
        tokens.indices.contains(position) && tokens[position].kind == .identifier
    }

    /// Position of the first identifier token with this name.
    func firstIdentifier(_ word: String) -> Int? {
        tokens.indices.first { tokens[$0].kind == .identifier && says(word, at: $0) }
    }

    /// 1-based line and column of a byte; columns count bytes, as the compiler's do.
    func place(of offset: Int) -> (line: Int, column: Int) {
        var line = 1
        var lineStart = 0
        for index in 0..<min(offset, bytes.count) where bytes[index] == .newline {
            line += 1
            lineStart = index + 1
        }
        return (line, offset - lineStart + 1)
    }
}
