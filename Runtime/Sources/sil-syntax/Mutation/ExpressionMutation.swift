import SwiftSyntax

/// Conditions, comparisons, sums and constants that are a little wrong: the sufficient set of Offutt et al. (1996) as far as
/// Swift has it, and constants.
final class ExpressionMutation: SyntaxVisitor {
    private let list: MutantList

    init(_ list: MutantList) {
        self.list = list
        super.init(viewMode: .sourceAccurate)
    }

    // MARK: Where there is nothing to mutate

    override func visit(_ node: IfConfigClauseSyntax) -> SyntaxVisitorContinueKind {
        if let elements = node.elements { walk(elements) }
        return .skipChildren
    }

    override func visit(_ node: AttributeSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
    override func visit(_ node: OperatorDeclSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
    override func visit(_ node: PrecedenceGroupDeclSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
    override func visit(_ node: MacroExpansionExprSyntax) -> SyntaxVisitorContinueKind { .skipChildren }

    override func visit(_ node: FunctionCallExprSyntax) -> SyntaxVisitorContinueKind {
        AridCode.isArid(node) ? .skipChildren : .visitChildren
    }

    // MARK: Conditions

    override func visit(_ node: ConditionElementSyntax) -> SyntaxVisitorContinueKind {
        if case .expression(let condition) = node.condition { negate(condition) }
        return .visitChildren
    }

    override func visit(_ node: RepeatStmtSyntax) -> SyntaxVisitorContinueKind {
        negate(node.condition)
        return .visitChildren
    }

    override func visit(_ node: WhereClauseSyntax) -> SyntaxVisitorContinueKind {
        negate(node.condition)
        return .visitChildren
    }

    private func negate(_ condition: ExprSyntax) {
        // `true` is a constant, and flipped as one.
        guard !condition.is(BooleanLiteralExprSyntax.self) else { return }
        if let node = condition.as(PrefixOperatorExprSyntax.self), node.operator.text == "!" {
            list.add(.negateCondition, at: condition, [list.replacing(node.operator, by: "")])
        } else {
            list.add(
                .negateCondition, at: condition,
                [list.inserting("!(", before: condition), list.inserting(")", after: condition)])
        }
    }

    /// The parser leaves `a = b == c ? d : e` flat; the condition reaches from the last assignment, or the `:` of another
    /// ternary, to the `?`.
    override func visit(_ node: SequenceExprSyntax) -> SyntaxVisitorContinueKind {
        let elements = Array(node.elements)
        var start = 0
        for (index, element) in elements.enumerated() {
            if element.is(AssignmentExprSyntax.self) || element.isCompoundAssignment {
                start = index + 1
            } else if element.is(UnresolvedTernaryExprSyntax.self) {
                if start < index {
                    list.add(
                        .negateCondition, at: elements[start],
                        [
                            list.inserting("!(", before: elements[start]),
                            list.inserting(")", after: elements[index - 1]),
                        ])
                }
                start = index + 1
            }
        }
        return .visitChildren
    }

    // MARK: Operators

    override func visit(_ node: BinaryOperatorExprSyntax) -> SyntaxVisitorContinueKind {
        mutate(node.operator, isCondition: node.isWholeCondition)
        return .visitChildren
    }

    /// An operator as a value: `reduce(0, +)`.
    override func visit(_ node: DeclReferenceExprSyntax) -> SyntaxVisitorContinueKind {
        if case .binaryOperator = node.baseName.tokenKind { mutate(node.baseName, isCondition: false) }
        return .visitChildren
    }

    private static let boundaries = [
        "<": "<=", "<=": "<", ">": ">=", ">=": ">", "..<": "...", "...": "..<",
    ]
    private static let opposites = [
        "<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "==", "===": "!==", "!==": "===",
    ]
    private static let logical = ["&&": "||", "||": "&&"]
    private static let arithmetic = [
        "+": "-", "-": "+", "*": "/", "/": "*", "%": "*", "&+": "&-", "&-": "&+", "&*": "&+", "&": "|",
        "|": "&", "^": "|", "<<": ">>", ">>": "<<", "&<<": "&>>", "&>>": "&<<", "+=": "-=", "-=": "+=",
        "*=": "/=", "/=": "*=", "%=": "*=", "&+=": "&-=", "&-=": "&+=", "&=": "|=", "|=": "&=", "^=": "|=",
        "<<=": ">>=", ">>=": "<<=",
    ]

    private func mutate(_ sign: TokenSyntax, isCondition: Bool) {
        let kinds: [(MutationOperator, [String: String])] = [
            (.moveBoundary, Self.boundaries), (.negateComparison, isCondition ? [:] : Self.opposites),
            (.swapLogical, Self.logical), (.swapArithmetic, Self.arithmetic),
        ]
        for (kind, table) in kinds {
            if let other = table[sign.text] { list.add(kind, at: sign, [list.replacing(sign, by: other)]) }
        }
    }

    override func visit(_ node: PrefixOperatorExprSyntax) -> SyntaxVisitorContinueKind {
        let sign = node.operator.text
        let isNegation = sign == "!" && !node.isCondition
        if isNegation || (sign == "-" && !node.expression.is(IntegerLiteralExprSyntax.self)) || sign == "~" {
            let kind: MutationOperator = isNegation ? .negateCondition : .dropSign
            list.add(kind, at: node, [list.replacing(node.operator, by: "")])
        }
        return .visitChildren
    }

    // MARK: Constants

    override func visit(_ node: BooleanLiteralExprSyntax) -> SyntaxVisitorContinueKind {
        let other = node.literal.tokenKind == .keyword(.true) ? "false" : "true"
        list.add(.flipBoolean, at: node, [list.replacing(node, by: other)])
        return .visitChildren
    }

    override func visit(_ node: IntegerLiteralExprSyntax) -> SyntaxVisitorContinueKind {
        guard let number = Number(node.literal.text) else { return .visitChildren }
        for other in number.neighbours {
            list.add(.changeNumber, at: node, [list.replacing(node, by: other)])
        }
        return .visitChildren
    }

    /// A constant as it is written.
    private struct Number {
        let value: Int
        let radix: Int
        let prefix: String

        init?(_ text: String) {
            let digits = text.filter { $0 != "_" }
            let radixes = ["0x": 16, "0o": 8, "0b": 2]
            prefix = radixes[String(digits.prefix(2))] == nil ? "" : String(digits.prefix(2))
            radix = radixes[prefix] ?? 10
            guard let value = Int(digits.dropFirst(prefix.count), radix: radix), value < Int.max else {
                return nil
            }
            self.value = value
        }

        /// One more and one less, never below zero: a sign would be another token.
        var neighbours: [String] {
            (value > 0 ? [value - 1, value + 1] : [value + 1]).map {
                prefix + String($0, radix: radix)
            }
        }
    }
}

extension ExprSyntax {
    fileprivate var isCompoundAssignment: Bool {
        let sign = self.as(BinaryOperatorExprSyntax.self)?.operator.text ?? ""
        return sign.hasSuffix("=") && !["==", "!=", "<=", ">=", "===", "!=="].contains(sign)
    }
}

extension BinaryOperatorExprSyntax {
    /// Whether it is the only operator of a condition, which is negated as a whole.
    fileprivate var isWholeCondition: Bool {
        guard let sequence = parent?.parent?.as(SequenceExprSyntax.self), sequence.elements.count == 3 else {
            return false
        }
        return ExprSyntax(sequence).isWholeCondition
    }
}

extension PrefixOperatorExprSyntax {
    fileprivate var isCondition: Bool { ExprSyntax(self).isWholeCondition }
}

extension ExprSyntax {
    fileprivate var isWholeCondition: Bool {
        guard let parent else { return false }
        return parent.is(ConditionElementSyntax.self) || parent.is(RepeatStmtSyntax.self)
            || parent.is(WhereClauseSyntax.self)
    }
}
