import Glibc
import ServerKit

/// 시그널을 볼 것 없이 커널에게 물음.
final class Nursery {
    init() throws {}

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
