import Dispatch
import Foundation
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

func receive(from descriptor: Int32) async throws -> [UInt8]? {
    // 다른 스레드가 읽으니 풀의 스레드는 막히지 않음.
    let inbox = Inbox()
    try startThread { inbox.put(Result { try readSome(descriptor, upTo: 4096) }) }.join()
    return try inbox.take()
}

private final class Inbox: @unchecked Sendable {
    private let lock = NSLock()
    private var result: Result<[UInt8]?, any Error> = .success(nil)

    func put(_ result: Result<[UInt8]?, any Error>) {
        lock.withLock { self.result = result }
    }

    func take() throws -> [UInt8]? {
        try lock.withLock { try result.get() }
    }
}
