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
struct Play {
    /// What was wrong with a turn; the order ends there.
    private(set) var fault: String?
    private(set) var count = 0
    /// A thread has begun before the other one had ended.
    private(set) var isMixed = false

    private let programs: [Worker: [Line]]
    private var done: [Worker: Int] = [.a: 0, .b: 0]
    private var seen: [Worker: Int] = [:]
    private var holders: [String: Worker] = [:]

    static let oneLock: [Line] = [
        .local("let request = accept()"), .lock("lock"), .read, .unlock("lock"), .lock("lock"), .write,
        .unlock("lock"), .local("reply(request)"),
    ]

    static func twoLocks(_ first: String, _ second: String) -> [Line] {
        [.lock(first), .lock(second), .add, .unlock(second), .unlock(first)]
    }

    init(a: [Line], b: [Line], order: [Worker]) {
        programs = [.a: a, .b: b]
        for (turn, worker) in order.enumerated() where fault == nil {
            step(worker, turn: turn + 1)
        }
    }

    /// The line that a thread is at; nil when it has ended.
    func line(of worker: Worker) -> Line? {
        let lines = programs[worker] ?? []
        let next = done[worker] ?? 0
        return next < lines.count ? lines[next] : nil
    }

    /// Both are before their end and neither can go on.
    var isStuck: Bool {
        [Worker.a, .b].allSatisfy { worker in
            guard case .lock(let name)? = line(of: worker) else { return false }
            return holders[name] != nil
        }
    }

    private mutating func step(_ worker: Worker, turn: Int) {
        guard let line = line(of: worker) else {
            fault = "\(turn)번째 차례: 다 끝난 \(worker.name)에 차례를 줌"
            return
        }
        if case .lock(let name) = line, let holder = holders[name] {
            fault = "\(turn)번째 차례: \(worker.name)의 \(line.text)인데 그 락은 \(holder.name)의 손에 있음"
            return
        }
        let other: Worker = worker == .a ? .b : .a
        if done[worker] == 0, done[other] != 0, self.line(of: other) != nil { isMixed = true }
        run(line, of: worker)
        done[worker, default: 0] += 1
    }

    private mutating func run(_ line: Line, of worker: Worker) {
        switch line {
        case .lock(let name): holders[name] = worker
        case .unlock(let name): holders[name] = nil
        case .local: break
        case .read: seen[worker] = count
        case .write: count = (seen[worker] ?? 0) + 1
        case .add: count += 1
        }
    }
}

extension Worker {
    var name: String {
        switch self {
        case .a: "A"
        case .b: "B"
        }
    }
}
