import Glibc
import ServerKit

@testable import CreateCost

/// A clock that goes as the test says, and that looks around whenever it is read.
final class World {
    /// What there was when the clock was read.
    struct Sight {
        /// How many works have been begun, and how many were done when the reading began: a thread's is done when the thread
        /// has ended, where works take a while.
        let begun: Int
        let done: Int
        let hasChildren: Bool
    }

    private(set) var sights: [Sight] = []
    private let rounds: [Double]
    private let workMicroseconds: UInt32
    private var time = 1000.0
    private var perRound = 0
    /// Milliseconds that all readings together may wait.
    private var patience = 500
    private let parent = getpid()
    /// [begun, done], over all processes.
    private let board: SharedMemory

    init(roundsTaking rounds: [Double], workTakes workMicroseconds: UInt32 = 0) throws {
        self.rounds = rounds
        self.workMicroseconds = workMicroseconds
        board = try SharedMemory(words: 2)
    }

    func cost(of birth: Birth, count: Int, _ work: @escaping @Sendable () -> Void = {}) throws -> Cost {
        let board = board
        let pause = workMicroseconds
        var endsSlowly = false
        if case .thread = birth { endsSlowly = pause > 0 }
        SlowEnd.board = board
        perRound = count
        // Children that were forgotten count against the limit of processes, and tests run beside each other.
        defer { while waitpid(-1, nil, 0) > 0 {} }
        return try inParentOnly {
            try CreateCost.cost(of: birth, count: count, rounds: rounds.count, clock: read) {
                [endsSlowly, parent] in
                board.add(1, at: 0)
                work()
                if endsSlowly && getpid() == parent { return SlowEnd.holdThread() }
                if pause > 0 { usleep(pause) }
                board.add(1, at: 1)
            }
        }
    }

    private func read() -> Double {
        // A child that goes on with its parent's code is a mistake of its own: it ends here.
        guard getpid() == parent else { _exit(99) }
        let number = sights.count
        let done = board[1]
        let isLeft = hasChildren()
        // What was started and not waited for begins soon: whether it was waited for is told by what is done.
        while board[0] < perRound * (1 + (number + 1) / 2), patience > 0 {
            usleep(1000)
            patience -= 1
        }
        sights.append(Sight(begun: board[0], done: done, hasChildren: isLeft))
        time += number % 2 == 0 ? 17 : number / 2 < rounds.count ? rounds[number / 2] : 1
        return time
    }

    /// Children that run or were not reaped; none of them is reaped here.
    private func hasChildren() -> Bool {
        var info = siginfo_t()
        return waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) == 0
    }
}

/// Threads that take 60 ms more to end than their work does, and are counted then: the destructor of a key runs at the very end
/// of a thread, which pthread_join(3) waits for and no other way of waiting sees.
enum SlowEnd {
    nonisolated(unsafe) static var board: SharedMemory?

    private static let key: pthread_key_t = {
        var key = pthread_key_t()
        pthread_key_create(&key) { _ in
            usleep(60_000)
            SlowEnd.board?.add(1, at: 1)
        }
        return key
    }()

    static func holdThread() {
        pthread_setspecific(key, UnsafeRawPointer(bitPattern: 1))
    }
}

/// 부모만 돌려받음. 자식이 이 함수까지 돌아 나오면 시험을 이어 가지 못하게 여기서 끝냄.
func inParentOnly<Result>(_ body: () throws -> Result) throws -> Result {
    let parent = getpid()
    let result = Swift.Result { try body() }
    guard getpid() == parent else { _exit(99) }
    return try result.get()
}
