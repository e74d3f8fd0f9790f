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

        var events: Int16 {
            Int16(isClosing ? 0 : POLLIN) | Int16(queue.isEmpty ? 0 : POLLOUT)
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

    public func send(_ bytes: [UInt8], to fd: Int32) {
        guard let watcher = watcher(of: fd), !watcher.isClosing, !bytes.isEmpty else { return }
        watcher.queue.append(bytes)
        if watcher.queue.count == 1 { write(watcher) }
    }

    public func close(_ fd: Int32) {
        guard let watcher = watcher(of: fd) else { return }
        watcher.isClosing = true
        closeIfDone(watcher)
    }

    public func run() throws {
        while !watchers.isEmpty {
            let batch = watchers
            var waits = batch.map { pollfd(fd: $0.fd, events: $0.events, revents: 0) }
            if poll(&waits, nfds_t(waits.count), -1) < 0 {
                if errno == EINTR { continue }
                throw SystemError(call: "poll", errno: errno)
            }
            for (watcher, wait) in zip(batch, waits) where wait.revents != 0 && !watcher.isOver {
                if !watcher.queue.isEmpty {
                    write(watcher)
                    closeIfDone(watcher)
                }
                let isReadable = wait.revents & Int16(POLLIN | POLLHUP | POLLERR) != 0
                if isReadable, !watcher.isOver, !watcher.isClosing { watcher.onReadable() }
            }
        }
    }

    private func watcher(of fd: Int32) -> Watcher? { watchers.first { $0.fd == fd } }

    private func write(_ watcher: Watcher) {
        while let piece = watcher.queue.first {
            let count = Glibc.send(watcher.fd, piece, piece.count, Int32(MSG_NOSIGNAL))
            if count == piece.count {
                watcher.queue.removeFirst()
            } else if count >= 0 {
                watcher.queue[0] = Array(piece.dropFirst(count))
            } else if errno == EAGAIN {
                return
            } else if errno != EINTR {
                watcher.queue = []
            }
        }
    }

    private func closeIfDone(_ watcher: Watcher) {
        guard watcher.isClosing, watcher.queue.isEmpty else { return }
        remove(watcher.fd)
        Glibc.close(watcher.fd)
    }
}
