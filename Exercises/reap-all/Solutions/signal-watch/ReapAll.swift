import Glibc
import ServerKit

/// 핸들러 대신 시그널을 fd로 읽음.
final class Nursery {
    private let deaths: SignalWatch

    init() throws {
        deaths = try SignalWatch([SIGCHLD])
    }

    func start(_ work: () -> Void) throws -> pid_t {
        try forkChild {
            deaths.close()
            work()
            return 0
        }
    }

    func reap() throws -> [pid_t] {
        guard try deaths.takeNext() != nil else { return [] }
        var ended: [pid_t] = []
        while let child = try reapAnyChild() { ended.append(child.pid) }
        return ended
    }
}
