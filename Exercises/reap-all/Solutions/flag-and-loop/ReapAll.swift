import Glibc

private var childEnded: sig_atomic_t = 0

/// 핸들러는 깃발만 올리고, 거두는 일은 평소 코드가 함.
final class Nursery {
    init() throws {
        signal(SIGCHLD) { _ in childEnded = 1 }
    }

    func start(_ work: () -> Void) throws -> pid_t {
        fflush(nil)
        let pid = fork()
        guard pid == 0 else { return pid }
        work()
        fflush(nil)
        _exit(0)
    }

    func reap() throws -> [pid_t] {
        guard childEnded != 0 else { return [] }
        // 먼저 내림: 거두는 사이에 또 죽으면 다시 올라가야 함.
        childEnded = 0
        var ended: [pid_t] = []
        while true {
            let pid = waitpid(-1, nil, WNOHANG)
            guard pid > 0 else { return ended }
            ended.append(pid)
        }
    }
}
