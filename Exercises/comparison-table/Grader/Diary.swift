import Glibc
import GraderKit
import ServerKit

@testable import ComparisonTable

/// Who took which step, of all processes.
final class Diary: Sendable {
    struct Person: Hashable {
        let pid: Int
        let thread: Int
    }

    private let board: SharedMemory
    private let size: Int

    init(steps: Int) throws {
        size = steps
        board = try SharedMemory(words: 1 + 2 * steps)
    }

    func note() {
        let place = board.add(1, at: 0)
        guard place <= size else { return }
        board[2 * place - 1] = Int(getpid())
        board[2 * place] = Int(bitPattern: pthread_self())
    }

    var count: Int { board[0] }
    var notes: [Person] {
        (0..<min(size, count)).map { Person(pid: board[2 * $0 + 1], thread: board[2 * $0 + 2]) }
    }
}

func forEach(_ body: (Model) throws -> Void) rethrows {
    try body(.thread)
    try body(.process)
}

/// 부모만 돌려받음. 자식이 이 함수까지 돌아 나오면 시험을 이어 가지 못하게 여기서 끝냄.
func inParentOnly<Result>(_ body: () throws -> Result) throws -> Result {
    let parent = getpid()
    let result = Swift.Result { try body() }
    guard getpid() == parent else { _exit(99) }
    return try result.get()
}

/// Flows of the learner's that live just now.
struct Alive {
    private let model: Model
    private let threadsBefore: Int

    init(_ model: Model) {
        self.model = model
        threadsBefore = ProcessWatch.own.threads
    }

    /// Of processes only whether there are any: their folders of /proc are not seen from here.
    var count: Int {
        guard case .process = model else { return ProcessWatch.own.threads - threadsBefore }
        var info = siginfo_t()
        return waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) == 0 ? 1 : 0
    }

    /// Whether so many threads are there, or no child has ended.
    func areAll(_ expected: Int) -> Bool {
        guard case .process = model else { return count >= expected }
        var info = siginfo_t()
        return waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_signo == 0
    }
}
