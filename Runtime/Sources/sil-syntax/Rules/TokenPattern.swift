import SwiftParser
import SwiftSyntax

/// A construct as an author writes it in `rules:`, to be found as a sequence of tokens: blanks, line breaks and
/// comments between them do not matter, and what lies in strings and comments is no code.
struct TokenPattern {
    /// One token, comparable across files. Whether a word is a keyword often depends on what follows, which a construct
    /// alone does not show (`unsafe`, `actor`), so it does not count.
    struct Word: Hashable {
        private let isText: Bool
        private let text: String

        init(_ token: TokenSyntax) {
            if case .stringSegment = token.tokenKind { isText = true } else { isText = false }
            text = token.name ?? token.text
        }
    }

    private enum Content {
        case tokens([Word])
        /// A module, or a part of it, imported in whatever form.
        case imported(path: [String])
    }

    private let content: Content

    /// nil when there is no token in it.
    init?(_ construct: String) {
        let tree = Parser.parse(source: construct)
        if tree.statements.count == 1, let item = tree.statements.first?.item.as(ImportDeclSyntax.self),
            item.attributes.isEmpty, item.modifiers.isEmpty, item.importKindSpecifier == nil
        {
            content = .imported(path: Self.path(of: item))
            return
        }
        let words = Self.tokens(of: tree).map(Word.init)
        guard !words.isEmpty else { return nil }
        content = .tokens(words)
    }

    /// Where it begins, in the order of the source.
    func places(in text: IndexedSource) -> [Place] {
        switch content {
        case .imported(let path):
            text.imports.filter { Self.path(of: $0).starts(with: path) }.map {
                text.source.place(of: $0.importKeyword)
            }
        case .tokens(let words):
            text.starts(of: words).map { text.source.place(of: text.tokens[$0]) }
        }
    }

    private static func path(of node: ImportDeclSyntax) -> [String] {
        node.path.map { $0.name.name ?? $0.name.text }
    }

    /// The tokens that were written: no end of file, nothing the parser made up.
    static func tokens(of tree: SourceFileSyntax) -> [TokenSyntax] {
        tree.tokens(viewMode: .sourceAccurate).filter { !$0.text.isEmpty }
    }
}
