import Glibc
import GraderKit
import ServerKit

@testable import ComparisonTable

/// A computer whose memory is known: what each process is told to use does not hang on who else runs here.
///
/// Works run elsewhere and touch the board only; the rest is the test's thread's.
final class Machine: @unchecked Sendable {
    /// What there was when the memory was read.
    struct Sight {
        let begun: Int
        let done: Int
        let areAlive: Bool
    }

    private(set) var sights: [Sight] = []
    private let model: Model
    private let count: Int
    private let alive: Alive
    private let parent = getpid()
    /// [works begun, works done, works that met all others, whether one has waited in vain]
    private let board: SharedMemory

    init(_ model: Model, count: Int) throws {
        self.model = model
        self.count = count
        alive = Alive(model)
        board = try SharedMemory(words: 4)
    }

    var calls: Int { board[0] }
    var met: Int { board[2] }

    var story: String {
        if case .thread = model { return "이 프로세스의 Pss가 100에서 118 MiB로 늘 때" }
        return "이 프로세스의 Pss가 100에서 40 MiB로 줄고 자식마다의 Pss가 24 MiB, Rss가 110 MiB일 때"
    }

    func work() {
        board.add(1, at: 0)
        for _ in 0..<1500 where board[0] < count && board[3] == 0 { usleep(2000) }
        if board[0] < count { board[3] = 1 }
        if board[3] == 0 { board.add(1, at: 2) }
        // Who reads too early reads now.
        usleep(30_000)
        board.add(1, at: 1)
    }

    /// What is shared by all of them was the parent's alone before: its part of it shrinks as children come.
    func usage(of pid: pid_t) -> Usage {
        let isBefore = sights.isEmpty
        sights.append(Sight(begun: board[0], done: board[1], areAlive: alive.areAll(count)))
        guard pid == parent else { return Usage(rss: 110 << 20, pss: 24 << 20) }
        if case .thread = model {
            let grown = isBefore ? 0 : 3 * count
            return Usage(rss: (120 + grown) << 20, pss: (100 + grown) << 20)
        }
        return Usage(rss: 120 << 20, pss: (isBefore ? 100 : 40) << 20)
    }
}
