import ServerKit

func startWorkers(
    processes: Int, threads: Int, body: @escaping @Sendable (Int) -> Void
) throws -> [Ending] {
    let workers = try (0..<processes).map { number in
        try forkChild {
            for _ in 0..<threads { try startThread { body(number) }.join() }
            return 0
        }
    }
    return try workers.map(waitChild)
}
