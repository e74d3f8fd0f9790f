import Glibc
import ServerKit

private var childEnded: sig_atomic_t = 0

final class Nursery {
    init() throws {
        signal(SIGCHLD) { _ in
            childEnded = 1
            signal(SIGCHLD, SIG_DFL)
        }
    }

    func start(_ work: () -> Void) throws -> pid_t {
        try forkChild {
            work()
            return 0
        }
    }

    func reap() throws -> [pid_t] {
        guard childEnded != 0 else { return [] }
        childEnded = 0
        var ended: [pid_t] = []
        while let child = try reapAnyChild() { ended.append(child.pid) }
        return ended
    }
}
