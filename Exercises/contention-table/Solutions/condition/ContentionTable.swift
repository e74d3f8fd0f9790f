import Foundation
import ServerKit

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

/// 출발선과 결승선. 기다리는 쪽은 잠듦.
private final class Race: @unchecked Sendable {
    private let condition = NSCondition()
    private var hasStarted = false
    private var stillRunning: Int

    init(runners: Int) {
        stillRunning = runners
    }

    func waitForStart() {
        condition.withLock { while !hasStarted { condition.wait() } }
    }

    func start() {
        condition.withLock {
            hasStarted = true
            condition.broadcast()
        }
    }

    func finish() {
        condition.withLock {
            stillRunning -= 1
            condition.broadcast()
        }
    }

    func waitForAll() {
        condition.withLock { while stillRunning > 0 { condition.wait() } }
    }
}

func contentionTable(
    _ designs: [Design], threads: Int, additions: Int, clock: () -> Double
) throws -> [Row] {
    var rows: [Row] = []
    for design in designs {
        var values: [Double] = []
        var lost = 0
        for runners in [1, threads] {
            let counter = design.make()
            let race = Race(runners: runners)
            var running: [RunningThread] = []
            for _ in 0..<runners {
                running.append(
                    try startThread {
                        race.waitForStart()
                        for _ in 0..<additions { counter.add() }
                        race.finish()
                    })
            }
            let before = clock()
            race.start()
            race.waitForAll()
            values.append((clock() - before) / Double(additions))
            for thread in running { thread.join() }
            lost = runners * additions - counter.total()
        }
        rows.append(Row(name: design.name, alone: values[0], together: values[1], lost: lost))
    }
    return rows
}
