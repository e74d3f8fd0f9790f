import ServerKit

func startWorkers(
    processes: Int, threads: Int, body: @escaping @Sendable (Int) -> Void
) throws -> [Ending] {
    let workers = try (0..<processes).map { number in
        try forkChild {
            let running = try (0..<threads).map { _ in try startThread { body(number) } }
            running.forEach { $0.join() }
            return 0
        }
    }
    return try workers.map(waitChild)
}
