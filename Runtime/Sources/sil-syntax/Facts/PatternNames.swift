import SwiftSyntax

/// The names that a pattern binds.
final class PatternNames: SyntaxVisitor {
    private var tokens: [TokenSyntax] = []

    static func tokens(in pattern: PatternSyntax) -> [TokenSyntax] {
        let visitor = PatternNames(viewMode: .sourceAccurate)
        visitor.walk(pattern)
        return visitor.tokens
    }

    override func visit(_ node: IdentifierPatternSyntax) -> SyntaxVisitorContinueKind {
        tokens.append(node.identifier)
        return .skipChildren
    }
}
