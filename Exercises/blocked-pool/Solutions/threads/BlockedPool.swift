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
    async let one = first()
    async let two = second()
    return [await one, await two]
}

/// 막히는 읽기는 제 스레드에 맡기고, Task는 이어하기를 남긴 채 물러남.
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
