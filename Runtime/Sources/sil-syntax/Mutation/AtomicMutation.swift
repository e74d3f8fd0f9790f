import SwiftSyntax

/// Mistakes with atomics: a step in two, and an order too weak.
final class AtomicMutation: SyntaxVisitor {
    private let list: MutantList

    init(_ list: MutantList) {
        self.list = list
        super.init(viewMode: .sourceAccurate)
    }

    override func visit(_ node: FunctionCallExprSyntax) -> SyntaxVisitorContinueKind {
        for argument in node.arguments {
            guard let label = argument.label?.name, label.lowercased().hasSuffix("ordering"),
                let order = argument.expression.as(MemberAccessExprSyntax.self)
            else { continue }
            weaken(order)
        }
        loadThenStore(node)
        return .visitChildren
    }

    // MARK: Orders

    /// Each order and the next weaker ones (`Synchronization`'s, after C11, section 7.17.3). Not all fit each operation;
    /// the compiler refuses the others.
    private static let weaker: [String: [String]] = [
        "acquiring": ["relaxed"], "releasing": ["relaxed"],
        "acquiringAndReleasing": ["acquiring", "releasing"],
        "sequentiallyConsistent": ["acquiringAndReleasing", "relaxed"],
    ]

    private func weaken(_ order: MemberAccessExprSyntax) {
        let name = order.declName.baseName
        for weak in name.name.flatMap({ Self.weaker[$0] }) ?? [] {
            list.add(.weakenOrdering, at: order, [list.replacing(name, by: weak)])
        }
    }

    // MARK: Read, modify, write

    /// What the two steps of a read-modify-write are: `old` is what was read, `$` the argument.
    private static let results: [String: String] = [
        "add": "old &+ ($)", "wrappingAdd": "old &+ ($)", "subtract": "old &- ($)",
        "wrappingSubtract": "old &- ($)", "bitwiseAnd": "old & ($)", "bitwiseOr": "old | ($)",
        "bitwiseXor": "old ^ ($)", "max": "Swift.max(old, $)", "min": "Swift.min(old, $)",
        "logicalAnd": "old && ($)", "logicalOr": "old || ($)",
    ]

    private func loadThenStore(_ node: FunctionCallExprSyntax) {
        guard let access = node.calledExpression.as(MemberAccessExprSyntax.self), let base = access.base,
            let name = access.declName.baseName.name, node.trailingClosure == nil,
            let order = ordering(of: node)
        else { return }
        let atom = list.text(of: base)
        let load = "let old = \(atom).load(ordering: \(order.load))"
        let arguments = Array(node.arguments)
        let body: String
        if ["compareExchange", "weakCompareExchange"].contains(name), arguments.count >= 3 {
            let (expected, desired) = (
                list.text(of: arguments[0].expression), list.text(of: arguments[1].expression)
            )
            body =
                "\(load); let same = old == (\(expected)); "
                + "if same { \(atom).store(\(desired), ordering: \(order.store)) }; "
                + "return (exchanged: same, original: old)"
        } else if name == "exchange", arguments.count == 2 {
            body =
                "\(load); \(atom).store(\(list.text(of: arguments[0].expression)), ordering: \(order.store)); "
                + "return old"
        } else if let result = Self.results[name], arguments.count == 2 {
            let argument = list.text(of: arguments[0].expression)
            let value = result.split(separator: "$", omittingEmptySubsequences: false).joined(
                separator: argument)
            body =
                "\(load); let new = \(value); \(atom).store(new, ordering: \(order.store)); "
                + "return (oldValue: old, newValue: new)"
        } else {
            return
        }
        list.add(.atomicToLoadStore, at: node, [list.replacing(node, by: "({ \(body) })()")])
    }

    /// What is left of the order of one step for each of two, so that only the atomicity is gone.
    private func ordering(of node: FunctionCallExprSyntax) -> (load: String, store: String)? {
        let labels: Set = ["ordering", "successOrdering"]
        let argument = node.arguments.first { labels.contains($0.label?.name ?? "") }
        switch argument?.expression.as(MemberAccessExprSyntax.self)?.declName.baseName.name {
        case "relaxed": return (".relaxed", ".relaxed")
        case "acquiring": return (".acquiring", ".relaxed")
        case "releasing": return (".relaxed", ".releasing")
        case "acquiringAndReleasing": return (".acquiring", ".releasing")
        case "sequentiallyConsistent": return (".sequentiallyConsistent", ".sequentiallyConsistent")
        default: return nil
        }
    }
}
