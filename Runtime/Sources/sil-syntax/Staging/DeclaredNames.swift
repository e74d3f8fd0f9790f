import SwiftSyntax

/// The names that a piece of source declares: what a name in it may mean instead of something global.
final class DeclaredNames: SyntaxVisitor {
    private var names: Set<String> = []
    private let areLocalsWanted: Bool

    private init(areLocalsWanted: Bool) {
        self.areLocalsWanted = areLocalsWanted
        super.init(viewMode: .sourceAccurate)
    }

    /// However deep they lie, and those that no token declares.
    static func all(in node: some SyntaxProtocol) -> Set<String> {
        let visitor = DeclaredNames(areLocalsWanted: true)
        visitor.walk(node)
        return visitor.names.union(["error", "newValue", "oldValue"])
    }

    /// Members and generic parameters of a type, without what is local to a member.
    static func members(of type: some DeclGroupSyntax) -> Set<String> {
        let visitor = DeclaredNames(areLocalsWanted: false)
        visitor.walk(type)
        return visitor.names
    }

    private var local: SyntaxVisitorContinueKind { areLocalsWanted ? .visitChildren : .skipChildren }

    override func visit(_ node: CodeBlockSyntax) -> SyntaxVisitorContinueKind { local }
    override func visit(_ node: AccessorBlockSyntax) -> SyntaxVisitorContinueKind { local }
    override func visit(_ node: InitializerClauseSyntax) -> SyntaxVisitorContinueKind { local }
    override func visit(_ node: FunctionParameterClauseSyntax) -> SyntaxVisitorContinueKind { local }
    override func visit(_ node: GenericParameterClauseSyntax) -> SyntaxVisitorContinueKind {
        node.parent?.asProtocol((any DeclGroupSyntax).self) == nil ? local : .visitChildren
    }

    private func add(_ token: TokenSyntax?) -> SyntaxVisitorContinueKind {
        if let name = token?.name { names.insert(name) }
        return .visitChildren
    }

    override func visit(_ node: IdentifierPatternSyntax) -> SyntaxVisitorContinueKind { add(node.identifier) }
    override func visit(_ node: FunctionDeclSyntax) -> SyntaxVisitorContinueKind { add(node.name) }
    override func visit(_ node: ClassDeclSyntax) -> SyntaxVisitorContinueKind { add(node.name) }
    override func visit(_ node: StructDeclSyntax) -> SyntaxVisitorContinueKind { add(node.name) }
    override func visit(_ node: EnumDeclSyntax) -> SyntaxVisitorContinueKind { add(node.name) }
    override func visit(_ node: ActorDeclSyntax) -> SyntaxVisitorContinueKind { add(node.name) }
    override func visit(_ node: ProtocolDeclSyntax) -> SyntaxVisitorContinueKind { add(node.name) }
    override func visit(_ node: TypeAliasDeclSyntax) -> SyntaxVisitorContinueKind { add(node.name) }
    override func visit(_ node: AssociatedTypeDeclSyntax) -> SyntaxVisitorContinueKind { add(node.name) }
    override func visit(_ node: MacroDeclSyntax) -> SyntaxVisitorContinueKind { add(node.name) }
    override func visit(_ node: EnumCaseElementSyntax) -> SyntaxVisitorContinueKind { add(node.name) }
    override func visit(_ node: GenericParameterSyntax) -> SyntaxVisitorContinueKind { add(node.name) }
    override func visit(_ node: FunctionParameterSyntax) -> SyntaxVisitorContinueKind {
        add(node.secondName ?? node.firstName)
    }
    override func visit(_ node: ClosureParameterSyntax) -> SyntaxVisitorContinueKind {
        add(node.secondName ?? node.firstName)
    }
    override func visit(_ node: ClosureShorthandParameterSyntax) -> SyntaxVisitorContinueKind {
        add(node.name)
    }
    override func visit(_ node: ClosureCaptureSyntax) -> SyntaxVisitorContinueKind { add(node.name) }
    override func visit(_ node: AccessorParametersSyntax) -> SyntaxVisitorContinueKind { add(node.name) }
}
