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

/// 출발 신호.
private final class Gate: Sendable {
    let isOpen = Atomic(false)
}

/// 스레드 `threads`개가 함께 `additions`번씩 올리는 데 든 시간을 한 스레드의 몫으로 나눈 것.
private func secondsPerAdd(
    _ counter: Counter, threads: Int, additions: Int, clock: () -> Double
) throws -> Double {
    let gate = Gate()
    let running = try (0..<threads).map { _ in
        try startThread {
            while !gate.isOpen.load(ordering: .acquiring) { sched_yield() }
            for _ in 0..<additions { counter.add() }
        }
    }
    let start = clock()
    gate.isOpen.store(true, ordering: .releasing)
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
