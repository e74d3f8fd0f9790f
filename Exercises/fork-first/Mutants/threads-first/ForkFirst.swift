import Glibc
import ServerKit

/// 일할 스레드를 모두 띄워 출발선에 세워 두고, 프로세스를 나눈 다음 출발시킴. fork가 스레드까지 나눠 가진다고 봄.
func startWorkers(
    processes: Int, threads: Int, body: @escaping @Sendable (Int) -> Void
) throws -> [Ending] {
    let gate = try SharedMemory(words: 1)
    let running = try (0..<processes * threads).map { index in
        try startThread {
            while gate[0] == 0 { usleep(1000) }
            body(index / threads)
        }
    }
    let workers = try (0..<processes).map { _ in try forkChild { 0 } }
    gate[0] = 1
    running.forEach { $0.join() }
    return try workers.map(waitChild)
}
