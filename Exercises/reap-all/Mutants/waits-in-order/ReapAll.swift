import Glibc
import ServerKit

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
        var ended: [pid_t] = []
        while let first = running.first, waitpid(first, nil, WNOHANG) == first {
            ended.append(running.removeFirst())
        }
        return ended
    }
}
