import SwiftSyntax

/// Functions that do nothing, and such as return too early.
final class BodyMutation: SyntaxVisitor {
    private let list: MutantList

    init(_ list: MutantList) {
        self.list = list
        super.init(viewMode: .sourceAccurate)
    }

    override func visit(_ node: FunctionDeclSyntax) -> SyntaxVisitorContinueKind {
        guard let body = node.body, let first = body.statements.first else { return .visitChildren }
        let result = node.signature.returnClause?.type
        for value in BodyValue.all(for: result) {
            let text = value.isEmpty ? "" : "return \(value)"
            guard list.text(of: body.statements) != text else { continue }
            // Statements as a whole, so that a body of one line stays one.
            let gone = list.removing(body.statements)
            list.add(
                .emptyBody, at: first,
                [Edit(offset: gone.offset, removed: gone.removed, inserted: text + gone.inserted)])
        }
        if BodyValue.all(for: result) == [""] { returnEarly(Array(body.statements)) }
        return .visitChildren
    }

    /// Before the last statement is what `drop-statement` makes of that one, before the first an empty body.
    private func returnEarly(_ items: [CodeBlockItemSyntax]) {
        for item in items.dropFirst().dropLast() where item.deferred == nil {
            list.add(.returnEarly, at: item, [list.inserting("return; ", before: item)])
        }
    }
}

/// The simplest values of a type, as text; none for a type that is not known by its name.
private enum BodyValue {
    private static let numbers: Set<String> = [
        "Int", "Int8", "Int16", "Int32", "Int64", "UInt", "UInt8", "UInt16", "UInt32", "UInt64", "Double",
        "Float", "pid_t",
    ]

    /// An empty text for what returns nothing.
    static func all(for type: TypeSyntax?) -> [String] {
        guard let type else { return [""] }
        if type.is(OptionalTypeSyntax.self) { return ["nil"] }
        if type.is(ArrayTypeSyntax.self) { return ["[]"] }
        if type.is(DictionaryTypeSyntax.self) { return ["[:]"] }
        if let tuple = type.as(TupleTypeSyntax.self) { return tuple.elements.isEmpty ? [""] : [] }
        switch type.shortName {
        case "Void": return [""]
        case "Bool": return ["true", "false"]
        case "String": return ["\"\""]
        case "Set", "Array": return ["[]"]
        case let name: return numbers.contains(name) ? ["0"] : []
        }
    }
}
