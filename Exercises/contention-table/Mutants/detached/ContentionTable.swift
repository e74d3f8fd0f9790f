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
        for _ in 0..<n {
            try startThread {
                while !g.open.load(ordering: .acquiring) {}; for _ in 0..<additions { c.add() };
                g.ready.add(1, ordering: .sequentiallyConsistent)
            }.detach()
        }
        let start = clock()
        g.open.store(true, ordering: .releasing)
        while g.ready.load(ordering: .sequentiallyConsistent) < n { usleep(100) }
        return (clock() - start) / Double(additions)
    }
    return try designs.map { d in
        let alone = try time(d.make(), 1)
        let c = d.make()
        let together = try time(c, threads)
        return Row(name: d.name, alone: alone, together: together, lost: threads * additions - c.total())
    }
}
