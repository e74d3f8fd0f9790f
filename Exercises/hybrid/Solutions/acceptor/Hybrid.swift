import Dispatch
import Foundation
import ServerKit

/// 시스템 콜을 직접 씀. 워커에서는 한 스레드가 받아서 노는 스레드에 건넴.
public func runHybrid(
    _ listener: Listener, processes: Int, threads: Int, pause: () -> Void,
    handle: @escaping @Sendable (Connection) -> Void
) throws {
    var awaited = sigset_t()
    sigemptyset(&awaited)
    sigaddset(&awaited, SIGTERM)
    sigaddset(&awaited, SIGCHLD)
    sigprocmask(SIG_BLOCK, &awaited, nil)
    fflush(nil)

    // 칸마다 워커 하나. 0이면 빈 칸.
    var slots = [pid_t](repeating: 0, count: processes)
    var signal: Int32 = 0
    repeat {
        for slot in slots.indices where slots[slot] == 0 {
            var worker = fork()
            while worker == -1 {
                pause()
                worker = fork()
            }
            if worker == 0 {
                sigprocmask(SIG_UNBLOCK, &awaited, nil)
                Worker(threads: threads, handle: handle).run(listener)
            }
            slots[slot] = worker
        }
        sigwait(&awaited, &signal)
        var status: Int32 = 0
        var dead = waitpid(-1, &status, WNOHANG)
        while dead > 0 {
            if let slot = slots.firstIndex(of: dead) { slots[slot] = 0 }
            if status == 3 << 8 { pause() }
            dead = waitpid(-1, &status, WNOHANG)
        }
    } while signal != SIGTERM

    for worker in slots where worker != 0 { kill(worker, SIGTERM) }
    while wait(nil) != -1 || errno == EINTR {}
}

/// 워커 하나: 줄과, 그 줄에서 손님을 꺼내는 스레드들.
private final class Worker: @unchecked Sendable {
    private let threads: Int
    private let handle: @Sendable (Connection) -> Void
    private let condition = NSCondition()
    private var waiting: [Connection] = []
    /// 노는 스레드의 수. 그보다 많이 받지 않음.
    private let idle: DispatchSemaphore

    init(threads: Int, handle: @escaping @Sendable (Connection) -> Void) {
        self.threads = threads
        self.handle = handle
        idle = DispatchSemaphore(value: threads)
    }

    func run(_ listener: Listener) -> Never {
        for _ in 0..<threads {
            guard let thread = try? startThread({ self.serve() }) else { _exit(3) }
            thread.detach()
        }
        while true {
            idle.wait()
            if let client = try? listener.accept() {
                condition.withLock {
                    waiting.append(client)
                    condition.signal()
                }
            } else {
                idle.signal()
                usleep(10_000)
            }
        }
    }

    private func serve() {
        while true {
            let client = condition.withLock {
                while waiting.isEmpty { condition.wait() }
                return waiting.removeFirst()
            }
            handle(client)
            client.close()
            idle.signal()
        }
    }
}
