import Dispatch
import Foundation
import ServerKit

func retry(every milliseconds: Int, _ attempt: @escaping @Sendable () -> Bool) async throws -> Int {
    var count = 1
    while !attempt() {
        await Task.yield()
        usleep(UInt32(milliseconds) * 1000)
        try Task.checkCancellation()
        count += 1
    }
    return count
}

func both(
    _ first: @escaping @Sendable () async -> Int, _ second: @escaping @Sendable () async -> Int
) async -> [Int] {
    let answers = Answers()
    let done = DispatchSemaphore(value: 0)
    Task {
        answers.set(await first(), at: 0)
        done.signal()
    }
    Task {
        answers.set(await second(), at: 1)
        done.signal()
    }
    for _ in 0..<2 {
        await Task.yield()
        done.wait()
    }
    return answers.values
}

func receive(from descriptor: Int32) async throws -> [UInt8]? {
    await Task.yield()
    return try readSome(descriptor, upTo: 4096)
}

final class Answers: @unchecked Sendable {
    private let lock = NSLock()
    private var slots = [0, 0]

    var values: [Int] { lock.withLock { slots } }

    func set(_ value: Int, at index: Int) {
        lock.withLock { slots[index] = value }
    }
}
