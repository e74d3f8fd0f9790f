import Glibc
import ServerKit

/// fork와 waitpid를 직접 씀. 워커의 첫 스레드도 body를 하나 맡음.
func startWorkers(
    processes: Int, threads: Int, body: @escaping @Sendable (Int) -> Void
) throws -> [Ending] {
    var workers: [pid_t] = []
    fflush(nil)
    for number in 0..<processes {
        let pid = fork()
        if pid < 0 { throw SystemError(call: "fork", errno: errno) }
        if pid == 0 { work(number, threads, body) }
        workers.append(pid)
    }
    return workers.map { worker in
        var status: Int32 = 0
        while waitpid(worker, &status, 0) == -1 && errno == EINTR {}
        return status & 0x7F == 0 ? .exited(status >> 8 & 0xFF) : .killed(status & 0x7F)
    }
}

/// 워커 프로세스가 하는 일. 돌아오지 않음.
private func work(_ number: Int, _ threads: Int, _ body: @escaping @Sendable (Int) -> Void) -> Never {
    let others = (1..<max(threads, 1)).compactMap { _ in try? startThread { body(number) } }
    if threads > 0 { body(number) }
    others.forEach { $0.join() }
    fflush(nil)
    _exit(others.count == max(threads, 1) - 1 ? 0 : 1)
}
