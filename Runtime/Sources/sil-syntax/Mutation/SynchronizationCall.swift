import SwiftSyntax

/// A call that threads and processes meet by, told by its name: POSIX's functions, the methods of Foundation's and the
/// toolchain's locks, the functions of ServerKit.
struct SynchronizationCall {
    enum Role {
        case lock, unlock, wait, signal, broadcast, join, reap, exit, close
    }

    let role: Role
    /// What it is done to, as written: `accounts[from].lock`, `&mutex`; empty when it has no such thing.
    let receiver: String
    /// The name that is called.
    let name: TokenSyntax
    let node: FunctionCallExprSyntax

    private static let methods: [String: Role] = [
        "lock": .lock, "unlock": .unlock, "wait": .wait, "signal": .signal, "broadcast": .broadcast,
        "join": .join, "waitUntilExit": .reap, "close": .close, "closeFile": .close,
    ]

    private static let functions: [String: Role] = [
        "pthread_mutex_lock": .lock, "pthread_rwlock_rdlock": .lock, "pthread_rwlock_wrlock": .lock,
        "pthread_spin_lock": .lock, "pthread_mutex_unlock": .unlock, "pthread_rwlock_unlock": .unlock,
        "pthread_spin_unlock": .unlock, "pthread_cond_wait": .wait, "pthread_cond_timedwait": .wait,
        "sem_wait": .wait, "pthread_cond_signal": .signal, "sem_post": .signal,
        "pthread_cond_broadcast": .broadcast, "pthread_join": .join, "wait": .reap, "waitpid": .reap,
        "waitid": .reap, "wait3": .reap, "wait4": .reap, "waitChild": .reap, "exit": .exit, "_exit": .exit,
        "_Exit": .exit, "close": .close, "closeDescriptor": .close, "fclose": .close,
    ]

    init?(_ node: FunctionCallExprSyntax) {
        self.node = node
        if let access = node.calledExpression.as(MemberAccessExprSyntax.self) {
            name = access.declName.baseName
            guard let base = access.base, let role = name.name.flatMap({ Self.methods[$0] }) else {
                return nil
            }
            // Waiting may be given a deadline; the others are told what to do by their name alone.
            guard role == .wait || (node.arguments.isEmpty && node.trailingClosure == nil) else { return nil }
            self.role = role
            receiver = base.trimmedDescription
        } else if let function = node.calledExpression.as(DeclReferenceExprSyntax.self) {
            name = function.baseName
            guard let role = name.name.flatMap({ Self.functions[$0] }) else { return nil }
            self.role = role
            receiver = node.arguments.first?.expression.trimmedDescription ?? ""
        } else {
            return nil
        }
    }

    /// The call that a statement is, whatever its answer: `try f()`, `await f()`, `_ = f()`.
    init?(statement item: CodeBlockItemSyntax) {
        guard case .expr(let expression) = item.item, let call = Self.call(in: expression) else { return nil }
        self.init(call)
    }

    private static func call(in expression: ExprSyntax) -> FunctionCallExprSyntax? {
        if let node = expression.as(FunctionCallExprSyntax.self) { return node }
        if let node = expression.as(TryExprSyntax.self) { return call(in: node.expression) }
        if let node = expression.as(AwaitExprSyntax.self) { return call(in: node.expression) }
        if let node = expression.as(UnsafeExprSyntax.self) { return call(in: node.expression) }
        if let node = expression.as(SequenceExprSyntax.self), node.elements.count == 3,
            node.elements.first?.is(DiscardAssignmentExprSyntax.self) == true,
            let last = node.elements.last
        {
            return call(in: last)
        }
        return nil
    }
}

extension DeferStmtSyntax {
    /// The only call that it makes when the block is left, if that is all it does.
    var onlyCall: SynchronizationCall? {
        guard body.statements.count == 1, let item = body.statements.first else { return nil }
        return SynchronizationCall(statement: item)
    }
}

extension CodeBlockItemSyntax {
    var deferred: DeferStmtSyntax? {
        guard case .stmt(let statement) = item else { return nil }
        return statement.as(DeferStmtSyntax.self)
    }
}

/// Finds a call of one role anywhere in a piece of code, closures and all.
final class CallSearch: SyntaxVisitor {
    private(set) var found: [SynchronizationCall] = []
    private let role: SynchronizationCall.Role

    static func calls(_ role: SynchronizationCall.Role, in node: some SyntaxProtocol) -> [SynchronizationCall]
    {
        let search = CallSearch(role)
        search.walk(node)
        return search.found
    }

    private init(_ role: SynchronizationCall.Role) {
        self.role = role
        super.init(viewMode: .sourceAccurate)
    }

    override func visit(_ node: FunctionCallExprSyntax) -> SyntaxVisitorContinueKind {
        if let call = SynchronizationCall(node), call.role == role { found.append(call) }
        return .visitChildren
    }
}
