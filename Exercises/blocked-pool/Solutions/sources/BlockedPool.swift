import Dispatch
import ServerKit

func retry(every milliseconds: Int, _ attempt: @escaping @Sendable () -> Bool) async throws -> Int {
    for count in 1... {
        if attempt() { return count }
        try await Task.sleep(for: .milliseconds(milliseconds))
    }
    return 0
}

func both(
    _ first: @escaping @Sendable () async -> Int, _ second: @escaping @Sendable () async -> Int
) async -> [Int] {
    let one = Task { await first() }
    let two = Task { await second() }
    return [await one.value, await two.value]
}

/// 읽을 것이 왔다는 소식을 Dispatch에게서 받은 다음에 읽음. 그때의 읽기는 막히지 않음.
func receive(from descriptor: Int32) async throws -> [UInt8]? {
    let source = DispatchSource.makeReadSource(fileDescriptor: descriptor)
    await withCheckedContinuation { continuation in
        source.setEventHandler { source.cancel() }
        source.setCancelHandler { continuation.resume() }
        source.resume()
    }
    return try readSome(descriptor, upTo: 4096)
}
