import ServerKit

func retry(every milliseconds: Int, _ attempt: @escaping @Sendable () -> Bool) async throws -> Int {
    var count = 1
    while !attempt() {
        try await Task.sleep(for: .milliseconds(milliseconds))
        count += 1
    }
    return count
}

func both(
    _ first: @escaping @Sendable () async -> Int, _ second: @escaping @Sendable () async -> Int
) async -> [Int] {
    await withTaskGroup(of: Int.self) { group in
        group.addTask { await first() }
        group.addTask { await second() }
        var answers: [Int] = []
        for await answer in group { answers.append(answer) }
        return answers
    }
}

func receive(from descriptor: Int32) async throws -> [UInt8]? {
    try await withCheckedThrowingContinuation { continuation in
        do {
            try startThread {
                continuation.resume(with: Result { try readSome(descriptor, upTo: 4096) })
            }.detach()
        } catch {
            continuation.resume(throwing: error)
        }
    }
}
