import Glibc
import ServerKit

/// epoll. 함께 준비된 것 가운데 그사이 사라진 것은 `gone`에 적어 두고 지나감.
public final class EventLoop {
    private struct Watch {
        /// nil이면 마저 보내고 닫는 중임.
        var onReadable: (() -> Void)?
        var rest: ArraySlice<UInt8> = []

        var interest: Poller.Interest {
            Poller.Interest(onReadable == nil ? [] : [.reading]).union(rest.isEmpty ? [] : [.writing])
        }
    }

    private let poller: Poller
    private var watches: [Int32: Watch] = [:]
    private var gone: Set<Int32> = []

    public init() throws {
        poller = try Poller()
    }

    public func add(_ fd: Int32, onReadable: @escaping () -> Void) throws {
        try setNonBlocking(fd)
        if watches[fd] == nil { try poller.add(fd) }
        watches[fd, default: Watch()].onReadable = onReadable
    }

    public func remove(_ fd: Int32) {
        guard watches.removeValue(forKey: fd) != nil else { return }
        try? poller.remove(fd)
        gone.insert(fd)
    }

    public func send(_ bytes: [UInt8], to fd: Int32) {
        guard watches[fd]?.onReadable != nil else { return }
        watches[fd]?.rest += bytes
        flush(fd)
    }

    public func close(_ fd: Int32) {
        guard watches[fd] != nil else { return }
        watches[fd]?.onReadable = nil
        flush(fd)
    }

    public func run() throws {
        while !watches.isEmpty {
            gone = []
            for event in try poller.wait() where !gone.contains(event.descriptor) {
                let fd = event.descriptor
                if event.isWritable { flush(fd) }
                if event.isReadable, !gone.contains(fd) { watches[fd]?.onReadable?() }
            }
        }
    }

    /// 보낼 수 있는 만큼 보내고, 기다릴 것을 새로 정함.
    private func flush(_ fd: Int32) {
        guard var watch = watches[fd] else { return }
        do {
            while !watch.rest.isEmpty {
                watch.rest = watch.rest.dropFirst(try writeSome(fd, watch.rest))
            }
        } catch let error as SystemError where error.wouldWait {
        } catch {
            watch.rest = []
        }
        watches[fd] = watch
        if watch.interest.isEmpty {
            remove(fd)
            closeDescriptor(fd)
        } else {
            try? poller.change(fd, to: watch.interest)
        }
    }
}
