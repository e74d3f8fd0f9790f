import SwiftSyntax

/// Collects the facts of one file in the order of the source.
final class FactVisitor: SyntaxVisitor {
    private(set) var imports: [JSON] = []
    private(set) var attributes: [JSON] = []
    private(set) var unsafe: [JSON] = []
    private(set) var macros: [JSON] = []
    private(set) var declarations: [JSON] = []
    private(set) var uses: [JSON] = []

    private let source: SourceText
    private let names: Set<String>

    init(_ source: SourceText, names: Set<String>) {
        self.source = source
        self.names = names
        super.init(viewMode: .sourceAccurate)
    }

    // MARK: Imports, attributes, unsafe, macros

    override func visit(_ node: ImportDeclSyntax) -> SyntaxVisitorContinueKind {
        let path = node.path.map { $0.name.name ?? $0.name.text }
        let attributes = node.attributes.compactMap { $0.as(AttributeSyntax.self) }
        imports.append(
            .object(
                [
                    ("module", .string(path.first ?? "")),
                    ("path", .string(path.joined(separator: "."))),
                    ("kind", node.importKindSpecifier.map { .string($0.text) } ?? .null),
                    ("attributes", .array(attributes.map { .string($0.attributeName.trimmedDescription) })),
                    ("modifiers", .array(node.modifiers.map { .string($0.name.text) })),
                ] + source.place(of: node.importKeyword).json))
        return .visitChildren
    }

    override func visit(_ node: AttributeSyntax) -> SyntaxVisitorContinueKind {
        attributes.append(
            .object(
                [
                    ("name", .string(node.attributeName.trimmedDescription)),
                    ("arguments", node.arguments.map { .string($0.trimmedDescription) } ?? .null),
                ] + source.place(of: node).json))
        return .visitChildren
    }

    override func visit(_ node: UnsafeExprSyntax) -> SyntaxVisitorContinueKind {
        note(unsafe: "expression", at: node.unsafeKeyword)
        return .visitChildren
    }

    override func visit(_ node: ForStmtSyntax) -> SyntaxVisitorContinueKind {
        if let keyword = node.unsafeKeyword { note(unsafe: "loop", at: keyword) }
        return .visitChildren
    }

    /// `nonisolated(unsafe)`, `unowned(unsafe)`
    override func visit(_ node: DeclModifierSyntax) -> SyntaxVisitorContinueKind {
        if let detail = node.detail?.detail, detail.text == "unsafe" {
            note(unsafe: node.name.text, at: detail)
        }
        return .visitChildren
    }

    private func note(unsafe kind: String, at token: TokenSyntax) {
        unsafe.append(.object([("kind", .string(kind))] + source.place(of: token).json))
    }

    override func visit(_ node: MacroExpansionExprSyntax) -> SyntaxVisitorContinueKind {
        macros.append(.object([("name", .string(node.macroName.text))] + source.place(of: node).json))
        return .visitChildren
    }

    override func visit(_ node: MacroExpansionDeclSyntax) -> SyntaxVisitorContinueKind {
        macros.append(.object([("name", .string(node.macroName.text))] + source.place(of: node.pound).json))
        return .visitChildren
    }

    // MARK: Uses of names

    override func visit(_ node: DeclReferenceExprSyntax) -> SyntaxVisitorContinueKind {
        if let name = node.baseName.name, names.contains(name) {
            let access = node.isMember ? node.parent?.as(MemberAccessExprSyntax.self) : nil
            note(
                use: name, as: isCalled(node, access) ? "call" : "value", of: access?.base,
                selector: node.moduleSelector, at: node.baseName)
        }
        return .visitChildren
    }

    override func visit(_ node: IdentifierTypeSyntax) -> SyntaxVisitorContinueKind {
        if let name = node.name.name, names.contains(name) {
            note(use: name, as: "type", of: nil, selector: node.moduleSelector, at: node.name)
        }
        return .visitChildren
    }

    override func visit(_ node: MemberTypeSyntax) -> SyntaxVisitorContinueKind {
        if let name = node.name.name, names.contains(name) {
            note(use: name, as: "type", of: node.baseType, selector: node.moduleSelector, at: node.name)
        }
        return .visitChildren
    }

    private func isCalled(_ node: DeclReferenceExprSyntax, _ access: MemberAccessExprSyntax?) -> Bool {
        var callee = access.map(ExprSyntax.init) ?? ExprSyntax(node)
        if let specialized = callee.parent?.as(GenericSpecializationExprSyntax.self) {
            callee = ExprSyntax(specialized)
        }
        return callee.parent?.as(FunctionCallExprSyntax.self)?.calledExpression.id == callee.id
    }

    /// Bytes of what a name is a member of; a longer one is told as `…`, and not looked into.
    private static let longestBase = 80

    private func note(
        use name: String, as role: String, of base: (any SyntaxProtocol)?, selector: ModuleSelectorSyntax?,
        at token: TokenSyntax
    ) {
        let text = base.map { $0.totalLength.utf8Length > Self.longestBase ? "…" : $0.trimmedDescription }
        uses.append(
            .object(
                [
                    ("name", .string(name)), ("role", .string(role)),
                    ("base", text.map(JSON.string) ?? .null),
                    ("module", selector.map { .string($0.moduleName.text) } ?? .null),
                ] + source.place(of: token).json))
    }

    // MARK: Declarations that could shadow

    /// Those at file scope and in extensions, the extensions themselves among them.
    private func note(declaration node: some WithModifiersSyntax, _ kind: TokenSyntax, _ name: TokenSyntax) {
        note(declaration: node, kind: kind.text, name: name.name ?? name.text, at: name, node.modifiers)
    }

    private func note(
        declaration node: some SyntaxProtocol, kind: String, name: String, at token: TokenSyntax,
        _ modifiers: DeclModifierListSyntax? = nil, inherits: InheritanceClauseSyntax? = nil
    ) {
        var extended: String?
        switch DeclarationScope(of: node) {
        case .file: break
        case .extended(let type): extended = type.extendedType.trimmedDescription
        case .inner: return
        }
        let access = modifiers?.first {
            ["private", "fileprivate", "internal", "package", "public", "open"].contains($0.name.text)
        }
        declarations.append(
            .object(
                [
                    ("kind", .string(kind)), ("name", .string(name)),
                    ("extends", extended.map(JSON.string) ?? .null),
                    ("access", access.map { .string($0.name.text) } ?? .null),
                    (
                        "inherits",
                        .array(
                            inherits?.inheritedTypes.map { .string($0.type.trimmedDescription) } ?? [])
                    ),
                ] + source.place(of: token).json))
    }

    override func visit(_ node: FunctionDeclSyntax) -> SyntaxVisitorContinueKind {
        note(declaration: node, node.funcKeyword, node.name)
        return .visitChildren
    }

    override func visit(_ node: VariableDeclSyntax) -> SyntaxVisitorContinueKind {
        for binding in node.bindings {
            for name in PatternNames.tokens(in: binding.pattern) {
                note(declaration: node, node.bindingSpecifier, name)
            }
        }
        return .visitChildren
    }

    override func visit(_ node: TypeAliasDeclSyntax) -> SyntaxVisitorContinueKind {
        note(declaration: node, node.typealiasKeyword, node.name)
        return .visitChildren
    }

    override func visit(_ node: ClassDeclSyntax) -> SyntaxVisitorContinueKind {
        type(node, node.classKeyword)
    }
    override func visit(_ node: StructDeclSyntax) -> SyntaxVisitorContinueKind {
        type(node, node.structKeyword)
    }
    override func visit(_ node: EnumDeclSyntax) -> SyntaxVisitorContinueKind { type(node, node.enumKeyword) }
    override func visit(_ node: ActorDeclSyntax) -> SyntaxVisitorContinueKind {
        type(node, node.actorKeyword)
    }
    override func visit(_ node: ProtocolDeclSyntax) -> SyntaxVisitorContinueKind {
        type(node, node.protocolKeyword)
    }

    private func type(
        _ node: some DeclGroupSyntax & NamedDeclSyntax, _ keyword: TokenSyntax
    ) -> SyntaxVisitorContinueKind {
        note(
            declaration: node, kind: keyword.text, name: node.name.name ?? node.name.text, at: node.name,
            node.modifiers, inherits: node.inheritanceClause)
        return .visitChildren
    }

    override func visit(_ node: ExtensionDeclSyntax) -> SyntaxVisitorContinueKind {
        note(
            declaration: node, kind: "extension", name: node.extendedType.trimmedDescription,
            at: node.extensionKeyword, node.modifiers, inherits: node.inheritanceClause)
        return .visitChildren
    }

    override func visit(_ node: InitializerDeclSyntax) -> SyntaxVisitorContinueKind {
        note(declaration: node, node.initKeyword, node.initKeyword)
        return .visitChildren
    }

    override func visit(_ node: SubscriptDeclSyntax) -> SyntaxVisitorContinueKind {
        note(declaration: node, node.subscriptKeyword, node.subscriptKeyword)
        return .visitChildren
    }

    override func visit(_ node: MacroDeclSyntax) -> SyntaxVisitorContinueKind {
        note(declaration: node, node.macroKeyword, node.name)
        return .visitChildren
    }

    override func visit(_ node: OperatorDeclSyntax) -> SyntaxVisitorContinueKind {
        note(declaration: node, kind: "operator", name: node.name.text, at: node.name)
        return .visitChildren
    }

    override func visit(_ node: PrecedenceGroupDeclSyntax) -> SyntaxVisitorContinueKind {
        note(
            declaration: node, kind: "precedencegroup", name: node.name.name ?? node.name.text, at: node.name)
        return .visitChildren
    }
}
