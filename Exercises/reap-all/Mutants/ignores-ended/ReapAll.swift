import Glibc
import ServerKit

final class Nursery {
    init() throws {
        try ignoreSignal(SIGCHLD)
    }

    func start(_ work: () -> Void) throws -> pid_t {
        try forkChild {
            work()
            return 0
        }
    }

    func reap() throws -> [pid_t] {
        var ended: [pid_t] = []
        while let child = try reapAnyChild() { ended.append(child.pid) }
        return ended
    }
}
