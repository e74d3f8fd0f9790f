import Glibc
import ServerKit

private var deaths: sig_atomic_t = 0

final class Nursery {
    init() throws {
        signal(SIGCHLD) { _ in deaths += 1 }
    }

    func start(_ work: () -> Void) throws -> pid_t {
        try forkChild {
            work()
            return 0
        }
    }

    /// 시그널이 온 수만큼 거둠.
    func reap() throws -> [pid_t] {
        var ended: [pid_t] = []
        while deaths > 0 {
            deaths -= 1
            if let child = try reapAnyChild() { ended.append(child.pid) }
        }
        return ended
    }
}
