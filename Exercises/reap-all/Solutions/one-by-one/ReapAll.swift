import Glibc
import ServerKit

/// 띄운 자식을 적어 두고 하나씩 물음. 남의 자식은 건드리지 않음.
final class Nursery {
    private var running: [pid_t] = []

    init() throws {}

    func start(_ work: () -> Void) throws -> pid_t {
        let pid = try forkChild {
            work()
            return 0
        }
        running.append(pid)
        return pid
    }

    func reap() throws -> [pid_t] {
        let ended = running.filter { waitpid($0, nil, WNOHANG) == $0 }
        running.removeAll { ended.contains($0) }
        return ended
    }
}
