import Glibc
import ServerKit

func retry(every milliseconds: Int, _ attempt: @escaping @Sendable () -> Bool) async throws -> Int {
    var count = 1
    while !attempt() {
        try Task.checkCancellation()
        await Task.yield()
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

func receive(from descriptor: Int32) async throws -> [UInt8]? {
    while true {
        do {
            return try readAtOnce(descriptor)
        } catch let error as SystemError where error.errno == EAGAIN {
            await Task.yield()
        }
    }
}

/// 읽을 것이 아직 없으면 EAGAIN.
private func readAtOnce(_ descriptor: Int32) throws -> [UInt8]? {
    let flags = fcntl(descriptor, F_GETFL)
    _ = fcntl(descriptor, F_SETFL, flags | O_NONBLOCK)
    defer { _ = fcntl(descriptor, F_SETFL, flags) }
    return try readSome(descriptor, upTo: 4096)
}
