import Glibc
import ServerKit
import Synchronization

public func serve(
    _ listener: Listener, processes: Int, threads: Int, _ answer: @escaping @Sendable (Request) -> Response
) throws {
    var awaited = sigset_t()
    sigemptyset(&awaited)
    sigaddset(&awaited, SIGTERM)
    sigaddset(&awaited, SIGCHLD)
    sigprocmask(SIG_BLOCK, &awaited, nil)
    try setNonBlocking(listener.descriptor)
    fflush(nil)

    // 칸마다 워커 하나. 0이면 빈 칸.
    var slots = [pid_t](repeating: 0, count: processes)
    var signal: Int32 = 0
    repeat {
        for slot in slots.indices where slots[slot] == 0 {
            var worker = fork()
            while worker == -1 {
                usleep(10_000)
                worker = fork()
            }
            if worker == 0 { Worker(listener, answer).run(until: awaited) }
            slots[slot] = worker
        }
        sigwait(&awaited, &signal)
        var dead = waitpid(-1, nil, WNOHANG)
        while dead > 0 {
            if let slot = slots.firstIndex(of: dead) { slots[slot] = 0 }
            dead = waitpid(-1, nil, WNOHANG)
        }
    } while signal != SIGTERM

    close(listener.descriptor)
    for worker in slots where worker != 0 { kill(worker, SIGTERM) }
    while wait(nil) != -1 || errno == EINTR {}
}

/// 한 스레드는 손님을 맡고, 처음 스레드는 막아 둔 SIGTERM을 기다림.
private final class Worker: @unchecked Sendable {
    private let listener: Listener
    private let answer: @Sendable (Request) -> Response
    /// 맡은 연결. 끝내라고 했으면 그것도.
    private let state = Mutex((client: Connection?.none, isOver: false))

    init(_ listener: Listener, _ answer: @escaping @Sendable (Request) -> Response) {
        (self.listener, self.answer) = (listener, answer)
    }

    func run(until signals: sigset_t) -> Never {
        guard let (stopped, stop) = try? makePipe(),
            let thread = try? startThread({ self.serve(until: stopped) })
        else { _exit(1) }
        var (signals, signal) = (signals, Int32(0))
        repeat { sigwait(&signals, &signal) } while signal != SIGTERM
        state.withLock { state in
            state.isOver = true
            if let client = state.client { shutdown(client.descriptor, Int32(SHUT_RD)) }
        }
        close(stop)
        thread.join()
        fflush(nil)
        _exit(0)
    }

    private func serve(until stopped: Int32) {
        while true {
            var waits = [listener.descriptor, stopped].map {
                pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
            }
            poll(&waits, 2, -1)
            if waits[1].revents != 0 { return }
            if waits[0].revents == 0 { continue }
            do {
                let client = try listener.accept()
                state.withLock { state in
                    state.client = client
                    if state.isOver { shutdown(client.descriptor, Int32(SHUT_RD)) }
                }
                converse(client.descriptor, answer)
                state.withLock { $0.client = nil }
                client.close()
            } catch {
                // 다른 워커가 먼저 받았으면 쉴 까닭이 없음.
                if (error as? SystemError)?.wouldWait != true { usleep(10_000) }
            }
        }
    }
}
