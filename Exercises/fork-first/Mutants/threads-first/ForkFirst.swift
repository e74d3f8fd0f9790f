import ServerKit

/// 일할 스레드를 모두 띄운 다음에 프로세스를 나눔. fork가 스레드까지 나눠 가진다고 봄.
func startWorkers(
    processes: Int, threads: Int, body: @escaping @Sendable (Int) -> Void
) throws -> [Ending] {
    let running = try (0..<processes * threads).map { index in
        try startThread { body(index / threads) }
    }
    let workers = try (0..<processes).map { _ in try forkChild { 0 } }
    running.forEach { $0.join() }
    return try workers.map(waitChild)
}
