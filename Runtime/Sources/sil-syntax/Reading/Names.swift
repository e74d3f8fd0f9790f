import SwiftSyntax

extension TokenSyntax {
    /// The name it stands for, without backticks; nil when it is no name but a keyword or a sign.
    var name: String? {
        guard case .identifier = tokenKind else { return nil }
        return identifier?.name
    }
}

extension DeclReferenceExprSyntax {
    /// Whether it names a member of what stands before it.
    var isMember: Bool {
        guard let parent else { return false }
        if let access = parent.as(MemberAccessExprSyntax.self) { return access.declName.id == id }
        return parent.is(KeyPathPropertyComponentSyntax.self)
    }
}

extension TypeSyntax {
    /// Its name without what it is nested in; empty for a type that is not named alone.
    var shortName: String {
        if let type = self.as(IdentifierTypeSyntax.self) { return type.name.name ?? "" }
        if let type = self.as(MemberTypeSyntax.self) { return type.name.name ?? "" }
        return self.as(AttributedTypeSyntax.self)?.baseType.shortName ?? ""
    }
}

extension DeclGroupSyntax {
    /// The name of the type that this declares or extends, without what it is nested in.
    var shortName: String {
        if let node = self.as(ExtensionDeclSyntax.self) { return node.extendedType.shortName }
        return asProtocol((any NamedDeclSyntax).self)?.name.name ?? ""
    }
}

/// Where a declaration stands, conditional compilation aside.
enum DeclarationScope {
    case file
    /// A member of an extension of that type.
    case extended(ExtensionDeclSyntax)
    /// A member of a type, or local.
    case inner

    init(of declaration: some SyntaxProtocol) {
        var place = declaration.parent
        while let node = place {
            switch node.kind {
            case .codeBlockItem, .codeBlockItemList, .ifConfigDecl, .ifConfigClause, .ifConfigClauseList,
                .memberBlock, .memberBlockItem, .memberBlockItemList:
                place = node.parent
            case .sourceFile:
                self = .file
                return
            default:
                self = node.as(ExtensionDeclSyntax.self).map(DeclarationScope.extended) ?? .inner
                return
            }
        }
        self = .inner
    }
}
