/// What a `rules:` entry of an exercise names: a sequence of tokens, found in a learner's code token by token.
///
/// Blanks, line breaks and comments between tokens do not matter, and nothing is found in comments or in the text of
/// strings; code in interpolations counts. A single name is found wherever it stands as a name of its own, also after a
/// dot or in backticks: `forbid: sorted` finds `list.sorted()`. `import X` finds every import of the module, also
/// `import class X.Y`, `@preconcurrency import X` and `import X.Sub`.
struct Construct {
    private let words: [[UInt8]]
    private let module: [[UInt8]]?

    init(_ text: String) {
        let file = TokenizedFile(name: "", bytes: Array(text.utf8))
        words = file.tokens.map { Array(file.bytes[$0.range]) }
        module =
            words.count > 1 && file.says("import", at: 0)
            ? words.dropFirst().filter { $0 != [.dot] } : nil
    }

    /// The first token of the first match.
    func firstMatch(in file: TokenizedFile) -> Token? {
        guard let first = words.first else { return nil }
        for position in file.tokens.indices {
            let token = file.tokens[position]
            guard file.bytes[token.range].elementsEqual(first), token.kind != .string else { continue }
            if let module {
                if let path = ImportDeclaration(at: position, in: file)?.path,
                    path.starts(with: module, by: { $0.utf8.elementsEqual($1) })
                {
                    return token
                }
            } else if matches(at: position, in: file) {
                return token
            }
        }
        return nil
    }

    private func matches(at position: Int, in file: TokenizedFile) -> Bool {
        guard position + words.count <= file.tokens.count else { return false }
        return zip(file.tokens[position...], words).allSatisfy { token, word in
            file.bytes[token.range].elementsEqual(word)
        }
    }
}

/// `import class X.Y` at a token of a file.
struct ImportDeclaration {
    /// `["X", "Y"]`
    let path: [String]
    /// Positions of all its tokens.
    let positions: Range<Int>

    private static let kinds: Set<String> = [
        "class", "enum", "func", "let", "protocol", "struct", "typealias", "var",
    ]

    init?(at position: Int, in file: TokenizedFile) {
        guard file.says("import", at: position), file.isIdentifier(at: position),
            !file.tokens[position].isEscaped, !(position > 0 && file.says(".", at: position - 1))
        else { return nil }
        var next = position + 1
        if let word = file.text(at: next), Self.kinds.contains(word), file.isIdentifier(at: next + 1) {
            next += 1
        }
        guard file.isIdentifier(at: next) else { return nil }
        var path = [file.text(file.tokens[next])]
        while file.says(".", at: next + 1), file.isIdentifier(at: next + 2) {
            next += 2
            path.append(file.text(file.tokens[next]))
        }
        self.path = path
        positions = position..<next + 1
    }
}
