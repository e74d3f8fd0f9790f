// uses: · mode 6 · -O
struct Countdown: AsyncSequence {
    let from: Int
    struct AsyncIterator: AsyncIteratorProtocol {
        var left: Int
        mutating func next() async -> Int? {
            guard left > 0 else { return nil }
            defer { left -= 1 }
            await Task.yield()
            return left
        }
    }
    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(left: from) }
}

func ticks() -> AsyncStream<Int> {
    AsyncStream { continuation in
        for tick in 0..<3 { continuation.yield(tick) }
        continuation.onTermination = { _ in print("끝") }
        continuation.finish()
    }
}

func merged() async -> [Int] {
    async let first = ticks().reduce(into: [Int]()) { $0.append($1) }
    async let second = Countdown(from: 3).map { $0 * 10 }.reduce(into: [Int]()) { $0.append($1) }
    let task = Task.detached(priority: .low) { 0 }
    _ = await task.value
    return await first + second
}

func raced() async -> String? {
    await withTaskGroup(of: String?.self) { group in
        group.addTask { "빠름" }
        group.addTask {
            try? await Task.sleep(nanoseconds: 1_000_000)
            return Task.isCancelled ? nil : "느림"
        }
        let winner = await group.next() ?? nil
        group.cancelAll()
        return winner
    }
}
