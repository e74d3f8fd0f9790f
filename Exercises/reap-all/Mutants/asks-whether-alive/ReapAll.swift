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
        let ended = running.filter { kill($0, 0) != 0 }
        for pid in ended { waitpid(pid, nil, 0) }
        running.removeAll { ended.contains($0) }
        return ended
    }
}
