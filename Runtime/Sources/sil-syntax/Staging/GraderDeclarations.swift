import SwiftSyntax

/// What the files of one grader declare, for telling a global name from a grader's own.
struct GraderDeclarations {
    /// Names at file scope.
    private(set) var global: Set<String> = []
    private var types: [String: Members] = [:]

    /// One type with all its extensions.
    private struct Members {
        var names: Set<String> = []
        var inherits: [String] = []
        /// Whether the grader declares the type itself and so shows all that it holds.
        var isOwn = false

        mutating func add(_ other: Members) {
            names.formUnion(other.names)
            inherits += other.inherits
            isOwn = isOwn || other.isOwn
        }
    }

    init(in sources: [SourceText]) {
        for source in sources {
            let collector = Collector(viewMode: .sourceAccurate)
            collector.walk(source.tree)
            global.formUnion(collector.global)
            for (name, members) in collector.types { types[name, default: Members()].add(members) }
        }
    }

    /// The names that a type's members may use without saying whose they are, and whether these are all.
    func scope(of type: String) -> (names: Set<String>, isComplete: Bool) {
        var seen: Set<String> = []
        var names: Set<String> = []
        var isComplete = true
        var open = [type]
        while let name = open.popLast() {
            guard seen.insert(name).inserted else { continue }
            let members = types[name]
            names.formUnion(members?.names ?? [])
            open += members?.inherits ?? []
            if let known = Self.known[name] {
                names.formUnion(known)
            } else if members?.isOwn != true {
                isComplete = false
            }
        }
        return (names, isComplete)
    }

    /// What types of others give to those that inherit from them.
    private static let known: [String: Set<String>] = [
        "XCTestCase": [
            "addTeardownBlock", "allTests", "continueAfterFailure", "defaultMetrics",
            "defaultPerformanceMetrics",
            "defaultTestSuite", "expectation", "fulfillment", "invokeTest", "keyValueObservingExpectation",
            "measure",
            "measureMetrics", "name", "perform", "record", "recordFailure", "run", "setUp", "setUpWithError",
            "startMeasuring", "stopMeasuring", "tearDown", "tearDownWithError", "testCaseCount", "testRun",
            "testRunClass", "wait", "waitForExpectations",
        ],
        "AnyObject": [], "Comparable": [], "Equatable": [], "Error": ["localizedDescription"],
        "Hashable": ["hash", "hashValue"], "Sendable": [],
    ]

    // MARK: Collecting

    private final class Collector: SyntaxVisitor {
        var global: Set<String> = []
        var types: [String: Members] = [:]

        override func visit(_ node: FunctionDeclSyntax) -> SyntaxVisitorContinueKind {
            note(node, node.name.name)
        }
        override func visit(_ node: TypeAliasDeclSyntax) -> SyntaxVisitorContinueKind {
            note(node, node.name.name)
        }
        override func visit(_ node: MacroDeclSyntax) -> SyntaxVisitorContinueKind {
            note(node, node.name.name)
        }
        override func visit(_ node: VariableDeclSyntax) -> SyntaxVisitorContinueKind {
            for binding in node.bindings {
                for token in PatternNames.tokens(in: binding.pattern) { _ = note(node, token.name) }
            }
            return .skipChildren
        }
        override func visit(_ node: InitializerDeclSyntax) -> SyntaxVisitorContinueKind { .skipChildren }

        override func visit(_ node: ClassDeclSyntax) -> SyntaxVisitorContinueKind { type(node) }
        override func visit(_ node: StructDeclSyntax) -> SyntaxVisitorContinueKind { type(node) }
        override func visit(_ node: EnumDeclSyntax) -> SyntaxVisitorContinueKind { type(node) }
        override func visit(_ node: ActorDeclSyntax) -> SyntaxVisitorContinueKind { type(node) }
        override func visit(_ node: ProtocolDeclSyntax) -> SyntaxVisitorContinueKind { type(node) }
        override func visit(_ node: ExtensionDeclSyntax) -> SyntaxVisitorContinueKind { group(node) }

        private func note(_ node: some SyntaxProtocol, _ name: String?) -> SyntaxVisitorContinueKind {
            if case .file = DeclarationScope(of: node), let name { global.insert(name) }
            return .skipChildren
        }

        private func type(_ node: some DeclGroupSyntax & NamedDeclSyntax) -> SyntaxVisitorContinueKind {
            _ = note(node, node.name.name)
            return group(node, isOwn: true)
        }

        private func group(
            _ node: some DeclGroupSyntax, isOwn: Bool = false
        ) -> SyntaxVisitorContinueKind {
            let inherits = node.inheritanceClause?.inheritedTypes.map { $0.type.shortName } ?? []
            types[node.shortName, default: Members()].add(
                Members(names: DeclaredNames.members(of: node), inherits: inherits, isOwn: isOwn))
            return .visitChildren
        }
    }
}
