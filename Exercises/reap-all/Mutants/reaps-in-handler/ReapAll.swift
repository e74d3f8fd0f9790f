import Glibc
import ServerKit

private var ended: [pid_t] = []

final class Nursery {
    init() throws {
        // 죽자마자 그 자리에서 거두고 배열에 적음. 배열은 메모리를 얻으니 핸들러에서 하면 안 되는 일임.
        signal(SIGCHLD) { _ in
            while true {
                let pid = waitpid(-1, nil, WNOHANG)
                guard pid > 0 else { return }
                ended.append(pid)
            }
        }
    }

    func start(_ work: () -> Void) throws -> pid_t {
        try forkChild {
            work()
            return 0
        }
    }

    func reap() throws -> [pid_t] {
        defer { ended = [] }
        return ended
    }
}
