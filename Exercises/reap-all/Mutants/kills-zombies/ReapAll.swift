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

    /// 좀비가 됐으면 SIGKILL로 치움. 그래도 있으면 아직 도는 것으로 봄.
    func reap() throws -> [pid_t] {
        let zombies = running.filter { isZombie($0) }
        zombies.forEach { kill($0, SIGKILL) }
        let gone = zombies.filter { kill($0, 0) != 0 }
        running.removeAll { gone.contains($0) }
        return gone
    }

    private func isZombie(_ pid: pid_t) -> Bool {
        var info = siginfo_t()
        return waitid(P_PID, id_t(pid), &info, WEXITED | WNOWAIT | WNOHANG) == 0
    }
}
