import Glibc
import ServerKit
import Synchronization

struct Counter: Sendable {
    let add: @Sendable () -> Void
    let total: @Sendable () -> Int
}

struct Design: Sendable {
    let name: String
    let make: @Sendable () -> Counter
}

struct Row {
    let name: String
    let alone: Double
    let together: Double
    let lost: Int
}

/// 누구 차례인지.
private final class Turn: Sendable {
    let next = Atomic(-1)
}

/// 스레드 `threads`개가 함께 `additions`번씩 올리는 데 든 시간을 한 스레드의 몫으로 나눈 것.
private func secondsPerAdd(
    _ counter: Counter, threads: Int, additions: Int, clock: () -> Double
) throws -> Double {
    let turn = Turn()
    let running = try (0..<threads).map { number in
        try startThread {
            while turn.next.load(ordering: .acquiring) != number { sched_yield() }
            for _ in 0..<additions { counter.add() }
            turn.next.add(1, ordering: .releasing)
        }
    }
    let start = clock()
    turn.next.store(0, ordering: .releasing)
    running.forEach { $0.join() }
    return (clock() - start) / Double(additions)
}

func contentionTable(
    _ designs: [Design], threads: Int, additions: Int, clock: () -> Double
) throws -> [Row] {
    try designs.map { design in
        let alone = try secondsPerAdd(design.make(), threads: 1, additions: additions, clock: clock)
        let counter = design.make()
        let together = try secondsPerAdd(counter, threads: threads, additions: additions, clock: clock)
        return Row(
            name: design.name, alone: alone, together: together, lost: threads * additions - counter.total())
    }
}
