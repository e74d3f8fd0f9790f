import ServerKit
import Synchronization

/// epoll에 한 번만 알려 달라고 하고, fd마다 이어하기를 하나 적어 둠.
public final class EventLoop: Sendable {
    private let poller: Poller
    private let waiting = Mutex<[Int32: CheckedContinuation<Void, any Error>]>([:])

    public init() throws {
        poller = try Poller()
    }

    func readable(_ fd: Int32) async throws { try await ready(fd, for: [.reading, .once]) }

    func writable(_ fd: Int32) async throws { try await ready(fd, for: [.writing, .once]) }

    private func ready(_ fd: Int32, for interest: Poller.Interest) async throws {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { next in
                // 적어 둔 다음에 알려 달라고 해야 놓치지 않음.
                waiting.withLock { $0[fd] = next }
                do {
                    try watch(fd, for: interest)
                } catch {
                    resume(fd, with: .failure(error))
                }
            }
        } onCancel: {
            resume(fd, with: .failure(CancellationError()))
        }
    }

    private func watch(_ fd: Int32, for interest: Poller.Interest) throws {
        do {
            try poller.change(fd, to: interest)
        } catch {
            // 처음 보는 fd임.
            try poller.add(fd, for: interest)
        }
    }

    /// 뺀 쪽만 부르니 꼭 한 번 불림.
    private func resume(_ fd: Int32, with result: Result<Void, any Error>) {
        waiting.withLock { $0.removeValue(forKey: fd) }?.resume(with: result)
    }

    public func run() throws {
        while true {
            for event in try poller.wait() { resume(event.descriptor, with: .success(())) }
        }
    }
}

public func serve(_ listener: Listener, on loop: EventLoop) async throws {
    try setNonBlocking(listener.descriptor)
    try await withThrowingDiscardingTaskGroup { group in
        while true {
            try await loop.readable(listener.descriptor)
            do {
                let client = try listener.accept()
                group.addTask {
                    // 손님의 오류를 밖으로 던지면 모두가 취소됨.
                    try? await echo(client, on: loop)
                    client.close()
                }
            } catch let error as SystemError where error.wouldWait {
            } catch {
                try await Task.sleep(for: .milliseconds(10))
            }
        }
    }
}

private func echo(_ client: Connection, on loop: EventLoop) async throws {
    try setNonBlocking(client.descriptor)
    while let bytes = try await tried(
        { try client.read() }, or: { try await loop.readable(client.descriptor) })
    {
        var rest = bytes[...]
        while !rest.isEmpty {
            let piece = rest
            rest = rest.dropFirst(
                try await tried(
                    { try client.writeSome(piece) }, or: { try await loop.writable(client.descriptor) }))
        }
    }
}

/// 해 보고, 지금은 안 되면 쉬었다가 다시 해 봄.
private func tried<T>(_ body: () throws -> T, or wait: () async throws -> Void) async throws -> T {
    while true {
        do {
            return try body()
        } catch let error as SystemError where error.wouldWait {
            try await wait()
        }
    }
}
