// uses: sockets processes memory · mode 5 · -Onone
import Glibc

/// poll 하나로 여러 소켓을 돌봄.
final class EventLoop {
    private var handlers: [Int32: () -> Void] = [:]
    private var isRunning = true
    func add(_ descriptor: Int32, _ handler: @escaping () -> Void) { handlers[descriptor] = handler }
    func remove(_ descriptor: Int32) { handlers[descriptor] = nil; close(descriptor) }
    func stop() { isRunning = false }
    func run(timeout: Int32 = 100) {
        while isRunning, !handlers.isEmpty {
            var watched = handlers.keys.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            let ready = poll(&watched, nfds_t(watched.count), timeout)
            if ready < 0 && errno != EINTR { return }
            for one in watched where one.revents & Int16(POLLIN | POLLHUP) != 0 { handlers[one.fd]?() }
        }
    }
}

func pair() -> (Int32, Int32)? {
    var ends: [Int32] = [0, 0]
    guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0 else { return nil }
    _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
    signal(SIGPIPE, SIG_IGN)
    return (ends[0], ends[1])
}
