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
final class Gate: Sendable { let open = Atomic(false); let ready = Atomic(0) }
func contentionTable(
    _ designs: [Design], threads: Int, additions: Int, clock: () -> Double
) throws -> [Row] {
    func time(_ c: Counter, _ n: Int) throws -> Double {
        let g = Gate()
        var all: [RunningThread] = []
        for _ in 0..<n {
            all.append(
                try startThread {
                    g.ready.add(1, ordering: .sequentiallyConsistent)
                    while !g.open.load(ordering: .acquiring) {}
                    for _ in 0..<additions { c.add() }
                })
        }
        while g.ready.load(ordering: .sequentiallyConsistent) < n { usleep(100) }
        let start = clock()
        g.open.store(true, ordering: .releasing)
        all[0].join(); let e = clock(); for t in all.dropFirst() { t.join() }
        return (e - start) / Double(additions)
    }
    return try designs.map { d in
        let alone = try time(d.make(), 1)
        let c = d.make()
        let together = try time(c, threads)
        return Row(name: d.name, alone: alone, together: together, lost: threads * additions - c.total())
    }
}
