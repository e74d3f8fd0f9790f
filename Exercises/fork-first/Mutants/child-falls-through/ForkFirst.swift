import Glibc
import ServerKit

func startWorkers(
    processes: Int, threads: Int, body: @escaping @Sendable (Int) -> Void
) throws -> [Ending] {
    var workers: [pid_t] = []
    for number in 0..<processes {
        let pid = fork()
        if pid == 0 {
            let running = try (0..<threads).map { _ in try startThread { body(number) } }
            running.forEach { $0.join() }
        } else {
            workers.append(pid)
        }
    }
    return try workers.map(waitChild)
}
