import SwiftSyntax

/// Makes a grader's names mean what its author meant, whatever the learner's module declares: module selectors
/// (SE-0491) before XCTest's, the learner's and the commonest of the standard library's names.
///
/// A name is left alone where the grader itself may mean something else by it. Operators cannot be selected.
final class Staging: SyntaxVisitor {
    private var edits: [Edit] = []
    private let source: SourceText
    private let declarations: GraderDeclarations
    private let subject: StagingSubject

    /// The types around the current place.
    private var scopes: [(names: Set<String>, isComplete: Bool)] = []
    /// What the function around the current place declares, and how many declarations lie between it and there.
    private var locals: (names: Set<String>, depth: Int) = ([], 0)
    /// An attribute's name is looked up among types alone.
    private var isInAttributeName = false

    /// In the order of the source.
    static func edits(
        of source: SourceText, _ declarations: GraderDeclarations, subject: StagingSubject
    ) -> [Edit] {
        let staging = Staging(source, declarations, subject)
        staging.walk(source.tree)
        return staging.edits.sorted { $0.offset < $1.offset }
    }

    private init(_ source: SourceText, _ declarations: GraderDeclarations, _ subject: StagingSubject) {
        self.source = source
        self.declarations = declarations
        self.subject = subject
        super.init(viewMode: .sourceAccurate)
    }

    // MARK: Names

    override func visit(_ node: DeclReferenceExprSyntax) -> SyntaxVisitorContinueKind {
        if node.moduleSelector == nil, !node.isMember { select(node.baseName) }
        return .visitChildren
    }

    override func visit(_ node: IdentifierTypeSyntax) -> SyntaxVisitorContinueKind {
        if let selector = node.moduleSelector {
            if isTestCase(module: selector.moduleName, name: node.name) {
                remove(from: selector.moduleName, before: node.name)
            }
        } else {
            select(node.name)
        }
        return .visitChildren
    }

    private func select(_ token: TokenSyntax) {
        guard let name = token.name, let meaning = subject.meaning(of: name), !isShadowed(name),
            isSure(of: meaning)
        else { return }
        edits.append(
            Edit(
                offset: token.positionAfterSkippingLeadingTrivia.utf8Offset, removed: 0,
                inserted: subject.selector(for: meaning)))
    }

    /// Whether the grader declares the name where it would be found before a global one.
    private func isShadowed(_ name: String) -> Bool {
        declarations.global.contains(name) || locals.names.contains(name)
            || scopes.contains { $0.names.contains(name) }
    }

    /// A name in a type that shows only part of its members may be one of the others. XCTest's names are no one
    /// else's, and nothing else is called like the standard types.
    private func isSure(of meaning: StagingSubject.Meaning) -> Bool {
        switch meaning {
        case .xctest, .standardType: !isInAttributeName
        case .graderKit, .learner, .standardFunction: !isInAttributeName && scopes.allSatisfy(\.isComplete)
        }
    }

    // MARK: Names that are qualified already

    /// `XCTest.XCTFail` and `HeldSum.heldSum` are looked up as members of a type where one is called like the module.
    override func visit(_ node: MemberAccessExprSyntax) -> SyntaxVisitorContinueKind {
        if let base = node.base?.as(DeclReferenceExprSyntax.self), base.moduleSelector == nil {
            reselect(module: base.baseName, period: node.period, name: node.declName.baseName)
        }
        return .visitChildren
    }

    override func visit(_ node: MemberTypeSyntax) -> SyntaxVisitorContinueKind {
        guard let base = node.baseType.as(IdentifierTypeSyntax.self), base.moduleSelector == nil,
            base.genericArgumentClause == nil
        else { return .visitChildren }
        if isTestCase(module: base.name, name: node.name) {
            remove(from: base.name, before: node.name)
        } else {
            reselect(module: base.name, period: node.period, name: node.name)
        }
        return .visitChildren
    }

    private func reselect(module: TokenSyntax, period: TokenSyntax, name: TokenSyntax) {
        guard let owner = module.name, let member = name.name, !isShadowed(owner),
            !subject.names.contains(owner), isModule(owner, of: member),
            // A selector must touch the name.
            [module.trailingTrivia, period.leadingTrivia, period.trailingTrivia, name.leadingTrivia]
                .allSatisfy(\.isEmpty)
        else { return }
        edits.append(
            Edit(
                offset: period.positionAfterSkippingLeadingTrivia.utf8Offset, removed: 1, inserted: "::"))
    }

    private func isModule(_ owner: String, of member: String) -> Bool {
        switch owner {
        case subject.module: subject.names.contains(member)
        case "XCTest": subject.meaning(of: member) == .xctest
        case "Swift": [.standardType, .standardFunction].contains(subject.meaning(of: member))
        default: false
        }
    }

    // MARK: The base class

    private func isTestCase(module: TokenSyntax, name: TokenSyntax) -> Bool {
        module.name == "XCTest" && name.name == "XCTestCase"
    }

    /// The bare name, so that the alias to the base class of graded tests is what it means.
    private func remove(from module: TokenSyntax, before name: TokenSyntax) {
        let start = module.positionAfterSkippingLeadingTrivia.utf8Offset
        let end = name.positionAfterSkippingLeadingTrivia.utf8Offset
        let newline = UInt8(ascii: "\n")
        // Lines stay: what is written over several is left as it is.
        guard start <= end, !source.bytes[start..<end].contains(newline) else { return }
        edits.append(Edit(offset: start, removed: end - start, inserted: ""))
    }

    // MARK: What is no use of a name

    override func visit(_ node: IfConfigClauseSyntax) -> SyntaxVisitorContinueKind {
        if let elements = node.elements { walk(elements) }
        return .skipChildren
    }

    override func visit(_ node: AttributeSyntax) -> SyntaxVisitorContinueKind {
        isInAttributeName = true
        walk(node.attributeName)
        isInAttributeName = false
        if case .argumentList(let arguments) = node.arguments { walk(arguments) }
        return .skipChildren
    }

    override func visit(_ node: ImportDeclSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
    override func visit(_ node: PrecedenceGroupDeclSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
    override func visit(_ node: OperatorDeclSyntax) -> SyntaxVisitorContinueKind { .skipChildren }

    // MARK: Scopes

    override func visit(_ node: ClassDeclSyntax) -> SyntaxVisitorContinueKind { enter(node) }
    override func visitPost(_ node: ClassDeclSyntax) { scopes.removeLast() }
    override func visit(_ node: StructDeclSyntax) -> SyntaxVisitorContinueKind { enter(node) }
    override func visitPost(_ node: StructDeclSyntax) { scopes.removeLast() }
    override func visit(_ node: EnumDeclSyntax) -> SyntaxVisitorContinueKind { enter(node) }
    override func visitPost(_ node: EnumDeclSyntax) { scopes.removeLast() }
    override func visit(_ node: ActorDeclSyntax) -> SyntaxVisitorContinueKind { enter(node) }
    override func visitPost(_ node: ActorDeclSyntax) { scopes.removeLast() }
    override func visit(_ node: ProtocolDeclSyntax) -> SyntaxVisitorContinueKind { enter(node) }
    override func visitPost(_ node: ProtocolDeclSyntax) { scopes.removeLast() }
    override func visit(_ node: ExtensionDeclSyntax) -> SyntaxVisitorContinueKind { enter(node) }
    override func visitPost(_ node: ExtensionDeclSyntax) { scopes.removeLast() }

    private func enter(_ type: some DeclGroupSyntax) -> SyntaxVisitorContinueKind {
        scopes.append(declarations.scope(of: type.shortName))
        return .visitChildren
    }

    override func visit(_ node: FunctionDeclSyntax) -> SyntaxVisitorContinueKind { enter(body: node) }
    override func visitPost(_ node: FunctionDeclSyntax) { leaveBody() }
    override func visit(_ node: InitializerDeclSyntax) -> SyntaxVisitorContinueKind { enter(body: node) }
    override func visitPost(_ node: InitializerDeclSyntax) { leaveBody() }
    override func visit(_ node: DeinitializerDeclSyntax) -> SyntaxVisitorContinueKind { enter(body: node) }
    override func visitPost(_ node: DeinitializerDeclSyntax) { leaveBody() }
    override func visit(_ node: SubscriptDeclSyntax) -> SyntaxVisitorContinueKind { enter(body: node) }
    override func visitPost(_ node: SubscriptDeclSyntax) { leaveBody() }
    override func visit(_ node: VariableDeclSyntax) -> SyntaxVisitorContinueKind { enter(body: node) }
    override func visitPost(_ node: VariableDeclSyntax) { leaveBody() }
    override func visit(_ node: TypeAliasDeclSyntax) -> SyntaxVisitorContinueKind { enter(body: node) }
    override func visitPost(_ node: TypeAliasDeclSyntax) { leaveBody() }

    /// The names of the outermost declaration hold for all inside: what is declared in one block of a function is held
    /// for declared in the others too.
    private func enter(body: some DeclSyntaxProtocol) -> SyntaxVisitorContinueKind {
        if locals.depth == 0 { locals.names = DeclaredNames.all(in: body) }
        locals.depth += 1
        return .visitChildren
    }

    private func leaveBody() {
        locals.depth -= 1
        if locals.depth == 0 { locals.names = [] }
    }
}
