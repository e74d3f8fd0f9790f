import SwiftSyntax

/// Mistakes with locks: forgotten, held too short, taken in another order; and with waiting for a condition.
final class LockMutation: SyntaxVisitor {
    private let list: MutantList

    init(_ list: MutantList) {
        self.list = list
        super.init(viewMode: .sourceAccurate)
    }

    override func visit(_ node: CodeBlockItemListSyntax) -> SyntaxVisitorContinueKind {
        let items = Array(node)
        for index in items.indices {
            guard let call = SynchronizationCall(statement: items[index]), call.role == .lock else {
                continue
            }
            let region = CriticalRegion(locked: call, at: index, in: items)
            dropLocking(region)
            shrink(region)
            split(region)
            swapOrder(call, at: index, in: items)
        }
        return .visitChildren
    }

    // MARK: Regions

    /// The lock and all that gives it back, gone.
    private func dropLocking(_ region: CriticalRegion) {
        let unlocks = region.unlocks
        guard !unlocks.isEmpty else { return }
        list.add(
            .dropLocking, at: region.lock.node,
            ([Syntax(region.items[region.start])] + unlocks).map { list.removing($0) })
    }

    /// The first statement before the lock is taken, the last one after it is given back.
    private func shrink(_ region: CriticalRegion) {
        let inside = region.inside
        if let first = inside.first {
            var moved = [region.items[region.start]]
            if let end = region.deferredUnlock { moved.append(end) }
            let text = moved.map { list.text(of: $0) }.map { $0.hasSuffix(";") ? String($0.dropLast()) : $0 }
            let gone = moved.map { list.replacing($0, by: "") }
            // A defer further down stays where it is.
            if region.deferredUnlock.map({ list.range(of: $0).upperBound <= list.range(of: first).lowerBound }
            )
                ?? true
            {
                let taken = text.joined(separator: "; ")
                list.add(
                    .lockLate, at: region.lock.node,
                    gone + [
                        list.inserting(first.semicolon == nil ? "; \(taken)" : " \(taken);", after: first)
                    ])
            }
        }
        guard inside.count > 1, let last = inside.last, !last.isIndifferentToLocks else { return }
        let unlock = region.unlockText
        if let end = region.plainUnlock {
            list.add(
                .unlockEarly, at: end,
                [list.inserting(unlock + "; ", before: last), list.removing(end)])
        } else if region.deferredUnlock != nil {
            // Taken again on the way out, for the deferred unlock: the mistake is to read unlocked, not to unlock twice.
            let lock = list.text(of: region.lock.node)
            list.add(
                .unlockEarly, at: last,
                [list.inserting("\(unlock); defer { \(lock) }; ", before: last)])
        }
    }

    /// Given back and taken again between two statements.
    private func split(_ region: CriticalRegion) {
        let lock = list.text(of: region.lock.node)
        for item in region.inside.dropFirst() where !item.isIndifferentToLocks {
            list.add(
                .splitLock, at: item, [list.inserting("\(region.unlockText); \(lock); ", before: item)])
        }
    }

    /// Two locks taken one after the other, the other way round.
    private func swapOrder(_ first: SynchronizationCall, at index: Int, in items: [CodeBlockItemSyntax]) {
        let next = items[(index + 1)...].first { $0.deferred?.onlyCall?.role != .unlock }
        guard let next, let second = SynchronizationCall(statement: next), second.role == .lock,
            let one = first.receiverNode, let other = second.receiverNode,
            list.text(of: one) != list.text(of: other)
        else { return }
        list.add(
            .swapLocks, at: first.node,
            [
                list.replacing(one, by: list.text(of: other)),
                list.replacing(other, by: list.text(of: one)),
            ])
    }

    // MARK: Locks with a closure

    override func visit(_ node: FunctionCallExprSyntax) -> SyntaxVisitorContinueKind {
        inlineWithLock(node)
        return .visitChildren
    }

    /// The body of `withLock { … }` without the lock. Where the lock hands the value in, there is nothing to inline.
    private func inlineWithLock(_ node: FunctionCallExprSyntax) {
        guard let access = node.calledExpression.as(MemberAccessExprSyntax.self),
            access.declName.baseName.name == "withLock",
            let closure = node.trailingClosure ?? node.arguments.first?.expression.as(ClosureExprSyntax.self),
            node.arguments.count == (node.trailingClosure == nil ? 1 : 0),
            node.additionalTrailingClosures.isEmpty, !closure.usesNumberedParameters
        else { return }
        var edits: [Edit] = []
        if let signature = closure.signature {
            guard case .simpleInput(let names) = signature.parameterClause, names.count == 1,
                names.first?.name.tokenKind == .wildcard
            else { return }
            edits.append(list.replacing(signature, by: ""))
        }
        let (call, body) = (list.range(of: node), list.range(of: closure))
        edits.append(
            Edit(offset: call.lowerBound, removed: body.lowerBound - call.lowerBound, inserted: "("))
        edits.append(
            Edit(offset: body.upperBound, removed: call.upperBound - body.upperBound, inserted: ")()"))
        list.add(.inlineWithLock, at: node, edits)
    }

    // MARK: Conditions

    override func visit(_ node: WhileStmtSyntax) -> SyntaxVisitorContinueKind {
        if !CallSearch.calls(.wait, in: node.body).isEmpty {
            list.add(.whileToIf, at: node, [list.replacing(node.whileKeyword, by: "if")])
        }
        return .visitChildren
    }
}

/// The statements of one block between a lock that is taken and where it is given back.
private struct CriticalRegion {
    let lock: SynchronizationCall
    let start: Int
    let items: [CodeBlockItemSyntax]
    /// `defer { x.unlock() }` in the same block.
    let deferredUnlock: CodeBlockItemSyntax?
    /// `x.unlock()` in the same block, where nothing is deferred.
    let plainUnlock: CodeBlockItemSyntax?
    /// Without the deferred unlock itself.
    let inside: [CodeBlockItemSyntax]

    init(locked lock: SynchronizationCall, at start: Int, in items: [CodeBlockItemSyntax]) {
        self.lock = lock
        self.start = start
        self.items = items
        let rest = items[(start + 1)...]
        let deferred = rest.first { item in
            item.deferred?.onlyCall.map { $0.role == .unlock && $0.receiver == lock.receiver } ?? false
        }
        let plain = rest.first { item in
            SynchronizationCall(statement: item).map { $0.role == .unlock && $0.receiver == lock.receiver }
                ?? false
        }
        deferredUnlock = deferred
        plainUnlock = deferred == nil ? plain : nil
        guard deferred != nil || plain != nil else {
            inside = []
            return
        }
        inside = rest.prefix { deferred != nil || $0.id != plain?.id }.filter { $0.id != deferred?.id }
    }

    /// Everything in the block that gives this lock back, also on ways out of it.
    var unlocks: [Syntax] {
        if let deferredUnlock { return [Syntax(deferredUnlock)] }
        return items[(start + 1)...].flatMap { item in
            CallSearch.calls(.unlock, in: item).filter { $0.receiver == lock.receiver }.map {
                Syntax($0.node)
            }
        }
    }

    /// The call that gives it back, as it is written.
    var unlockText: String {
        let call =
            deferredUnlock?.deferred?.onlyCall ?? plainUnlock.flatMap { SynchronizationCall(statement: $0) }
        return call?.node.trimmedDescription ?? ""
    }
}

extension SynchronizationCall {
    /// What it is done to, as a node.
    fileprivate var receiverNode: ExprSyntax? {
        node.calledExpression.as(MemberAccessExprSyntax.self)?.base ?? node.arguments.first?.expression
    }
}

extension CodeBlockItemSyntax {
    /// Whether no lock matters to it. It wakes somebody, which POSIX allows with the lock and without it
    /// (pthread_cond_broadcast(3p)); or it returns nothing, a literal or a constant of the same block.
    fileprivate var isIndifferentToLocks: Bool {
        let role = SynchronizationCall(statement: self)?.role
        if role == .signal || role == .broadcast { return true }
        guard case .stmt(let statement) = item, let node = statement.as(ReturnStmtSyntax.self) else {
            return false
        }
        guard let value = node.expression else { return true }
        if value.is(IntegerLiteralExprSyntax.self) || value.is(BooleanLiteralExprSyntax.self)
            || value.is(NilLiteralExprSyntax.self)
        {
            return true
        }
        guard let name = value.as(DeclReferenceExprSyntax.self)?.baseName.name,
            let block = parent?.as(CodeBlockItemListSyntax.self)
        else { return false }
        return block.contains { $0.declaresConstant(name) }
    }

    private func declaresConstant(_ name: String) -> Bool {
        guard case .decl(let declaration) = item, let variable = declaration.as(VariableDeclSyntax.self),
            variable.bindingSpecifier.tokenKind == .keyword(.let)
        else { return false }
        return variable.bindings.contains {
            $0.pattern.as(IdentifierPatternSyntax.self)?.identifier.name == name
        }
    }
}

extension ClosureExprSyntax {
    /// Whether it names its parameters `$0`, `$1` ….
    fileprivate var usesNumberedParameters: Bool {
        statements.tokens(viewMode: .sourceAccurate).contains {
            if case .dollarIdentifier = $0.tokenKind { true } else { false }
        }
    }
}
