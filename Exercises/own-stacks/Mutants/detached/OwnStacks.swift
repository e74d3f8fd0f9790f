import ServerKit
import Glibc
import Synchronization
final class Shared: Sendable {
    let done = Atomic(0)
    let ranges = Mutex<[Int: Range<UInt>]>([:])
}
func stackRanges(threads: Int, _ visit: @escaping @Sendable (Int) -> Void) throws -> [Range<UInt>] {
    let s = Shared()
    for n in 0..<threads {
        let t = try startThread {
            visit(n)
            if let r = try? currentStack() { s.ranges.withLock { $0[n] = r } }
            s.done.add(1, ordering: .sequentiallyConsistent)
            while s.done.load(ordering: .sequentiallyConsistent) < threads { usleep(500) }
        }
        t.detach()
    }
    while s.done.load(ordering: .sequentiallyConsistent) < threads { usleep(500) }
    return s.ranges.withLock { d in (0..<threads).map { d[$0]! } }
}
