import Glibc
import ServerKit

/// poll. 알림은 번호가 아니라 그때 지켜보던 객체에게 감: 닫힌 것은 `isOver`라서 지나감.
public final class EventLoop {
    private final class Watcher {
        let fd: Int32
        var onReadable: () -> Void
        var queue: [[UInt8]] = []
        var isClosing = false
        var isOver = false

        init(_ fd: Int32, _ onReadable: @escaping () -> Void) {
            self.fd = fd
            self.onReadable = onReadable
        }

        var wait: pollfd { pollfd(fd: fd, events: events, revents: 0) }

        private var events: Int16 {
            var events: Int16 = 0
            if !isClosing { events |= Int16(POLLIN) }
            if !queue.isEmpty { events |= Int16(POLLOUT) }
            return events
        }
    }

    private var watchers: [Watcher] = []

    public init() throws {}

    public func add(_ fd: Int32, onReadable: @escaping () -> Void) throws {
        try setNonBlocking(fd)
        if let watcher = watcher(of: fd) {
            watcher.onReadable = onReadable
        } else {
            watchers.append(Watcher(fd, onReadable))
        }
    }

    public func remove(_ fd: Int32) {
        watcher(of: fd)?.isOver = true
        watchers.removeAll { $0.fd == fd }
    }

    /// 보내는 일은 run이 함: 자리가 있으면 곧바로 깨어남.
    public func send(_ bytes: [UInt8], to fd: Int32) {
        guard let watcher = watcher(of: fd), !watcher.isClosing, !bytes.isEmpty else { return }
        watcher.queue.append(bytes)
    }

    public func close(_ fd: Int32) {
        guard let watcher = watcher(of: fd) else { return }
        watcher.isClosing = true
        closeIfDone(watcher)
    }

    public func run() throws {
        while !watchers.isEmpty {
            let batch = watchers
            var waits = batch.map(\.wait)
            if poll(&waits, nfds_t(waits.count), -1) == -1 { continue }
            for (watcher, wait) in zip(batch, waits) {
                if watcher.isOver { continue }
                if wait.revents & Int16(POLLOUT) != 0 {
                    write(watcher)
                    closeIfDone(watcher)
                }
                // 읽을 것, 끝, 오류. 닫는 중이면 읽지 않음.
                if wait.revents & ~Int16(POLLOUT) != 0, !watcher.isClosing { watcher.onReadable() }
            }
        }
    }

    private func watcher(of fd: Int32) -> Watcher? { watchers.first { $0.fd == fd } }

    private func write(_ watcher: Watcher) {
        while let piece = watcher.queue.first {
            let count = Glibc.send(watcher.fd, piece, piece.count, Int32(MSG_NOSIGNAL))
            if count == -1 {
                if errno == EAGAIN { return }
                if errno != EINTR { watcher.queue = [] }
            } else if count == piece.count {
                watcher.queue.removeFirst()
            } else {
                watcher.queue[0] = Array(piece.dropFirst(count))
            }
        }
    }

    private func closeIfDone(_ watcher: Watcher) {
        guard watcher.isClosing, watcher.queue.isEmpty else { return }
        remove(watcher.fd)
        Glibc.close(watcher.fd)
    }
}
