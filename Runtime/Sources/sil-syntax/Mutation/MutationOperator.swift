/// What a mutant does to the program: the mistake that it stands for. Docs/mutation.md tells where each comes from.
///
/// The raw values are the words of the protocol and of `exercise.yml`.
enum MutationOperator: String, CaseIterable {
    // Locks
    case dropLock = "drop-lock"
    case dropUnlock = "drop-unlock"
    case dropLocking = "drop-locking"
    case inlineWithLock = "inline-with-lock"
    case unlockEarly = "unlock-early"
    case lockLate = "lock-late"
    case splitLock = "split-lock"
    case swapLocks = "swap-locks"
    // Condition variables and semaphores
    case whileToIf = "while-to-if"
    case dropWait = "drop-wait"
    case dropSignal = "drop-signal"
    case signalToBroadcast = "signal-to-broadcast"
    case broadcastToSignal = "broadcast-to-signal"
    // Threads, processes, descriptors
    case dropJoin = "drop-join"
    case dropReap = "drop-reap"
    case dropExit = "drop-exit"
    case dropClose = "drop-close"
    case closeOtherEnd = "close-other-end"
    // Atomics
    case atomicToLoadStore = "atomic-to-load-store"
    case weakenOrdering = "weaken-ordering"
    // Statements
    case dropDefer = "drop-defer"
    case dropStatement = "drop-statement"
    case returnEarly = "return-early"
    case emptyBody = "empty-body"
    // Expressions
    case negateCondition = "negate-condition"
    case negateComparison = "negate-comparison"
    case moveBoundary = "move-boundary"
    case swapLogical = "swap-logical"
    case swapArithmetic = "swap-arithmetic"
    case dropSign = "drop-sign"
    case changeNumber = "change-number"
    case flipBoolean = "flip-boolean"
}
