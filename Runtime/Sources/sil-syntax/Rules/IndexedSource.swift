import SwiftSyntax

/// A file laid out for finding many patterns in it.
struct IndexedSource {
    let source: SourceText
    let tokens: [TokenSyntax]
    let imports: [ImportDeclSyntax]
    private let words: [TokenPattern.Word]
    private let places: [TokenPattern.Word: [Int]]

    init(_ source: SourceText) {
        self.source = source
        tokens = TokenPattern.tokens(of: source.tree)
        imports = ImportVisitor.imports(in: source.tree)
        words = tokens.map(TokenPattern.Word.init)
        places = Dictionary(grouping: words.indices) { [words] in words[$0] }
    }

    /// Indices of the tokens at which the sequence begins.
    func starts(of sequence: [TokenPattern.Word]) -> [Int] {
        guard let first = sequence.first else { return [] }
        return (places[first] ?? []).filter { words[$0...].starts(with: sequence) }
    }

    /// Imports stand at file scope, also under `#if`.
    private final class ImportVisitor: SyntaxVisitor {
        private var imports: [ImportDeclSyntax] = []

        static func imports(in tree: SourceFileSyntax) -> [ImportDeclSyntax] {
            let visitor = ImportVisitor(viewMode: .sourceAccurate)
            visitor.walk(tree)
            return visitor.imports
        }

        override func visit(_ node: ImportDeclSyntax) -> SyntaxVisitorContinueKind {
            imports.append(node)
            return .skipChildren
        }
    }
}
