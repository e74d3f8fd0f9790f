import Glibc
import ServerKit
import Synchronization

/// poll과 깨우는 파이프. 기다림마다 번호를 주고, 부른 것은 목록에서 뺌.
public final class EventLoop: Sendable {
    private struct Waiter {
        let fd: Int32
        let events: Int16
        let next: UnsafeContinuation<Bool, Never>
    }

    private struct State {
        var waiters: [Int: Waiter] = [:]
        var cancelled: Set<Int> = []
        var count = 0
    }

    private let state = Mutex(State())
    private let bell: (readEnd: Int32, writeEnd: Int32)

    public init() throws {
        bell = try makePipe()
        try setNonBlocking(bell.readEnd)
        try setNonBlocking(bell.writeEnd)
    }

    func readable(_ fd: Int32) async throws { try await wait(for: fd, Int16(POLLIN)) }

    func writable(_ fd: Int32) async throws { try await wait(for: fd, Int16(POLLOUT)) }

    /// 다음 poll이 새로 기다릴 것까지 보게 함.
    private func ring() { _ = try? writeSome(bell.writeEnd, [1]) }

    private func wait(for fd: Int32, _ events: Int16) async throws {
        let number = state.withLock { state in
            state.count += 1
            return state.count
        }
        let isReady = await withTaskCancellationHandler {
            await withUnsafeContinuation { next in
                let isCancelled = state.withLock { state in
                    if state.cancelled.remove(number) != nil { return true }
                    state.waiters[number] = Waiter(fd: fd, events: events, next: next)
                    return false
                }
                if isCancelled { next.resume(returning: false) } else { ring() }
            }
        } onCancel: {
            let waiter = state.withLock { state in
                let waiter = state.waiters.removeValue(forKey: number)
                if waiter == nil { state.cancelled.insert(number) }
                return waiter
            }
            waiter?.next.resume(returning: false)
        }
        if !isReady { throw CancellationError() }
    }

    public func run() throws {
        while true {
            let waiters = state.withLock { Array($0.waiters) }
            var waits = waiters.map { pollfd(fd: $0.value.fd, events: $0.value.events, revents: 0) }
            waits.append(pollfd(fd: bell.readEnd, events: Int16(POLLIN), revents: 0))
            if poll(&waits, nfds_t(waits.count), -1) == -1 { continue }
            while (try? readSome(bell.readEnd)) != nil {}
            for (waiter, wait) in zip(waiters, waits) where wait.revents != 0 {
                let waiting = state.withLock { $0.waiters.removeValue(forKey: waiter.key) }
                waiting?.next.resume(returning: true)
            }
        }
    }
}

public func serve(_ listener: Listener, on loop: EventLoop) async throws {
    try setNonBlocking(listener.descriptor)
    await withDiscardingTaskGroup { group in
        // 던지면 취소된 것임.
        while (try? await loop.readable(listener.descriptor)) != nil {
            do {
                let client = try listener.accept()
                group.addTask { await talk(to: client, on: loop) }
            } catch {
                if (error as? SystemError)?.wouldWait == true { continue }
                try? await Task.sleep(for: .milliseconds(10))
            }
        }
        group.cancelAll()
    }
}

/// 읽기를 기다리거나(`rest`가 빔) 쓰기를 기다림.
private func talk(to client: Connection, on loop: EventLoop) async {
    defer { client.close() }
    var rest: ArraySlice<UInt8> = []
    do {
        try setNonBlocking(client.descriptor)
        while true {
            if rest.isEmpty {
                try await loop.readable(client.descriptor)
            } else {
                try await loop.writable(client.descriptor)
            }
            do {
                if rest.isEmpty {
                    guard let bytes = try client.read() else { return }
                    rest = bytes[...]
                }
                rest = rest.dropFirst(try client.writeSome(rest))
            } catch let error as SystemError where error.wouldWait {}
        }
    } catch {}
}
