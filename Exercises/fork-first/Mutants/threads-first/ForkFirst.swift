import ServerKit

func startWorkers(
    processes: Int, threads: Int, body: @escaping @Sendable (Int) -> Void
) throws -> [Ending] {
    var workers: [Int32] = []
    for number in 0..<processes {
        let running = try (0..<threads).map { _ in try startThread { body(number) } }
        workers.append(try forkChild { 0 })
        running.forEach { $0.join() }
    }
    return try workers.map(waitChild)
}
