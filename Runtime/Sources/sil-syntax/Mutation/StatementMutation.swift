import SwiftSyntax

/// Statements that are forgotten.
final class StatementMutation: SyntaxVisitor {
    private let list: MutantList
    /// Receivers of waits that no loop looks at again: only for those a broadcast is more than a signal.
    private let barelyAwaited: Set<String>

    init(_ list: MutantList) {
        self.list = list
        barelyAwaited = Set(
            CallSearch.calls(.wait, in: list.source.tree).filter { !$0.isInLoop }.map(\.receiver))
        super.init(viewMode: .sourceAccurate)
    }

    // MARK: Statements

    override func visit(_ node: CodeBlockItemListSyntax) -> SyntaxVisitorContinueKind {
        let isElseOfGuard = node.parent?.parent?.is(GuardStmtSyntax.self) ?? false
        let isDeferred = node.parent?.parent?.is(DeferStmtSyntax.self) ?? false
        let branch = node.count == 1 ? node.parent?.parent?.as(IfExprSyntax.self) : nil
        let isAllOfBranch = branch.map { $0.elseBody == nil && $0.conditions.declareNothing } ?? false
        for item in node {
            // The last way out of a guard cannot be dropped. The only call of a defer goes with the defer, the only way out
            // of an `if` with the `if`.
            if isElseOfGuard, item.id == node.last?.id { continue }
            if isDeferred, node.count == 1 { continue }
            if isAllOfBranch, case .stmt = item.item { continue }
            drop(item)
        }
        return .visitChildren
    }

    private func drop(_ item: CodeBlockItemSyntax) {
        if let call = SynchronizationCall(statement: item) {
            list.add(call.role.dropping, at: item, [list.removing(item)])
            return
        }
        switch item.item {
        case .expr(let expression):
            guard expression.isEffect, !expression.isArid, !item.isImplicitReturn else { return }
        case .stmt(let statement):
            if let node = statement.as(DeferStmtSyntax.self) {
                list.add(node.onlyCall?.role.dropping ?? .dropDefer, at: item, [list.removing(item)])
                return
            }
            guard statement.isDroppable else { return }
        default:
            return
        }
        list.add(.dropStatement, at: item, [list.removing(item)])
    }

    // MARK: Calls

    override func visit(_ node: FunctionCallExprSyntax) -> SyntaxVisitorContinueKind {
        guard let call = SynchronizationCall(node) else {
            if node.calledExpression.as(DeclReferenceExprSyntax.self)?.baseName.name == "dup2" {
                closeOtherEnd(node)
            }
            return .visitChildren
        }
        switch call.role {
        case .broadcast: list.add(.broadcastToSignal, at: node, [renamed(call, "broadcast", "signal")])
        case .signal where barelyAwaited.contains(call.receiver):
            list.add(.signalToBroadcast, at: node, [renamed(call, "signal", "broadcast")])
        case .close: closeOtherEnd(node)
        case .reap: dropReap(call)
        default: break
        }
        return .visitChildren
    }

    private func renamed(_ call: SynchronizationCall, _ old: String, _ new: String) -> Edit {
        let name = list.text(of: call.name)
        return list.replacing(
            call.name, by: name.hasSuffix(old) ? String(name.dropLast(old.utf8.count)) + new : new)
    }

    /// `waitpid(pid, …)` where its answer is used: as if the child had been there to be reaped, and was not.
    private func dropReap(_ call: SynchronizationCall) {
        guard ["waitpid", "wait4"].contains(call.name.name), !call.receiver.isEmpty, !call.isStatement else {
            return
        }
        list.add(.dropReap, at: call.node, [list.replacing(call.node, by: "(\(call.receiver))")])
    }

    private static let otherEnds = [
        "readEnd": "writeEnd", "writeEnd": "readEnd", "fileHandleForReading": "fileHandleForWriting",
        "fileHandleForWriting": "fileHandleForReading",
    ]

    private func closeOtherEnd(_ node: FunctionCallExprSyntax) {
        for token in node.tokens(viewMode: .sourceAccurate) {
            if let other = token.name.flatMap({ Self.otherEnds[$0] }) {
                list.add(.closeOtherEnd, at: node, [list.replacing(token, by: other)])
            } else if case .integerLiteral(let digit) = token.tokenKind, digit == "0" || digit == "1",
                token.isIndex
            {
                list.add(.closeOtherEnd, at: node, [list.replacing(token, by: digit == "0" ? "1" : "0")])
            }
        }
    }
}

extension SynchronizationCall.Role {
    /// The operator that takes such a call out.
    fileprivate var dropping: MutationOperator {
        switch self {
        case .lock: .dropLock
        case .unlock: .dropUnlock
        case .wait: .dropWait
        case .signal, .broadcast: .dropSignal
        case .join: .dropJoin
        case .reap: .dropReap
        case .exit: .dropExit
        case .close: .dropClose
        }
    }
}

extension SynchronizationCall {
    /// Whether it is all of a statement, its answer dropped or not.
    fileprivate var isStatement: Bool {
        var place = node.parent
        while let node = place {
            if let item = node.as(CodeBlockItemSyntax.self) {
                return SynchronizationCall(statement: item)?.node.id == self.node.id
            }
            guard node.is(ExprSyntax.self) || node.is(ExprListSyntax.self) else { return false }
            place = node.parent
        }
        return false
    }

    /// Whether a loop of the same function looks again after it.
    fileprivate var isInLoop: Bool {
        var place = node.parent
        while let node = place {
            switch node.kind {
            case .whileStmt, .repeatStmt: return true
            case .functionDecl, .closureExpr, .accessorDecl, .initializerDecl: return false
            default: place = node.parent
            }
        }
        return false
    }
}

extension TokenSyntax {
    /// Whether it is all of an index: `ends[0]`.
    fileprivate var isIndex: Bool {
        guard let literal = parent?.as(IntegerLiteralExprSyntax.self),
            let list = literal.parent?.parent?.as(LabeledExprListSyntax.self)
        else { return false }
        return list.parent?.is(SubscriptCallExprSyntax.self) ?? false
    }
}

extension StmtSyntax {
    /// Whether the program may do without: no way out with a value, nothing that declares names for what follows.
    fileprivate var isDroppable: Bool {
        if let node = self.as(GuardStmtSyntax.self) { return node.conditions.declareNothing }
        if let node = self.as(ExpressionStmtSyntax.self) { return node.expression.isBranchWithoutElse }
        if let node = self.as(ReturnStmtSyntax.self) { return node.expression == nil }
        switch kind {
        case .forStmt, .whileStmt, .repeatStmt, .doStmt, .breakStmt, .continueStmt, .throwStmt: return true
        default: return false
        }
    }
}

extension ConditionElementListSyntax {
    fileprivate var declareNothing: Bool {
        allSatisfy { if case .expression = $0.condition { true } else { false } }
    }
}

extension ExprSyntax {
    fileprivate var isBranchWithoutElse: Bool {
        if let node = self.as(IfExprSyntax.self) { return node.elseBody == nil }
        return false
    }

    /// Whether a statement of it is there for what it does.
    fileprivate var isEffect: Bool {
        if isBranchWithoutElse { return true }
        if let node = self.as(TryExprSyntax.self) { return node.expression.isEffect }
        if let node = self.as(AwaitExprSyntax.self) { return node.expression.isEffect }
        if let node = self.as(SequenceExprSyntax.self) {
            return node.elements.contains { element in
                if element.is(AssignmentExprSyntax.self) { return true }
                let sign = element.as(BinaryOperatorExprSyntax.self)?.operator.text ?? ""
                return sign.hasSuffix("=") && !["==", "!=", "<=", ">=", "===", "!=="].contains(sign)
            }
        }
        return self.is(FunctionCallExprSyntax.self)
    }
}

extension CodeBlockItemSyntax {
    /// Whether it stands for the result of a function that has one: without it nothing compiles.
    fileprivate var isImplicitReturn: Bool {
        guard let list = parent?.as(CodeBlockItemListSyntax.self), list.count == 1, let body = list.parent,
            case .expr(let expression) = item, expression.isBranchWithoutElse == false
        else { return false }
        if body.parent?.as(FunctionDeclSyntax.self)?.signature.returnClause != nil { return true }
        return body.is(AccessorBlockSyntax.self)
    }
}
