@testable import BeTheScheduler

/// One line of a program whose threads are told when to go on.
enum Line {
    case lock(String)
    case unlock(String)
    /// Touches nothing that both threads use.
    case local(String)
    case read
    case write
    /// Nobody can look in between: both locks are held.
    case add

    var text: String {
        switch self {
        case .lock(let name): "\(name).lock()"
        case .unlock(let name): "\(name).unlock()"
        case .local(let text): text
        case .read: "let old = count"
        case .write: "count = old + 1"
        case .add: "count = count + 1"
        }
    }
}

/// What became of a program under an order.
///
/// Threads are numbers here, 0 for A and 1 for B: what a learner's own `==` of `Worker` says does not matter.
struct Play {
    /// What was wrong with a turn; the order ends there.
    private(set) var fault: String?
    private(set) var count = 0
    /// A thread has begun before the other one had ended.
    private(set) var isMixed = false

    static let threads = 0..<2

    private let programs: [[Line]]
    private var done = [0, 0]
    private var seen = [0, 0]
    private var holders: [String: Int] = [:]

    static let oneLock: [Line] = [
        .local("let request = accept()"), .lock("lock"), .read, .unlock("lock"), .lock("lock"), .write,
        .unlock("lock"), .local("reply(request)"),
    ]

    static func twoLocks(_ first: String, _ second: String) -> [Line] {
        [.lock(first), .lock(second), .add, .unlock(second), .unlock(first)]
    }

    init(a: [Line], b: [Line], order: [Worker]) {
        programs = [a, b]
        for (turn, worker) in order.enumerated() where fault == nil {
            step(worker.number, turn: turn + 1)
        }
    }

    static func name(of thread: Int) -> String {
        ["A", "B"][thread]
    }

    /// The line that a thread is at; nil when it has ended.
    func line(of thread: Int) -> Line? {
        done[thread] < programs[thread].count ? programs[thread][done[thread]] : nil
    }

    /// Both are before their end and neither can go on.
    var isStuck: Bool {
        Self.threads.allSatisfy { thread in
            guard case .lock(let name)? = line(of: thread) else { return false }
            return holders[name] != nil
        }
    }

    private mutating func step(_ thread: Int, turn: Int) {
        let name = Self.name(of: thread)
        guard let line = line(of: thread) else {
            fault = "\(turn)번째 차례: 다 끝난 \(name)에 차례를 줌"
            return
        }
        if case .lock(let lock) = line, let holder = holders[lock] {
            fault = "\(turn)번째 차례: \(name)의 \(line.text)인데 그 락은 \(Self.name(of: holder))의 손에 있음"
            return
        }
        let other = 1 - thread
        if done[thread] == 0, done[other] != 0, self.line(of: other) != nil { isMixed = true }
        run(line, of: thread)
        done[thread] += 1
    }

    private mutating func run(_ line: Line, of thread: Int) {
        switch line {
        case .lock(let name): holders[name] = thread
        case .unlock(let name): holders[name] = nil
        case .local: break
        case .read: seen[thread] = count
        case .write: count = seen[thread] + 1
        case .add: count += 1
        }
    }
}

extension Worker {
    fileprivate var number: Int {
        switch self {
        case .a: 0
        case .b: 1
        }
    }
}
