import ServerKit

func startWorkers(
    processes: Int, threads: Int, body: @escaping @Sendable (Int) -> Void
) throws -> [Ending] {
    let workers = try (0..<processes * threads).map { number in
        try forkChild {
            body(number / threads)
            return 0
        }
    }
    return Array(try workers.map(waitChild).prefix(processes))
}
