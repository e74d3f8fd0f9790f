import Glibc
import ServerKit

final class Nursery {
    init() throws {}

    func start(_ work: () -> Void) throws -> pid_t {
        try forkChild {
            work()
            return 0
        }
    }

    /// 하나는 기다려서 거두고, 함께 끝난 것이 있으면 그것도 거둠.
    func reap() throws -> [pid_t] {
        guard let first = try waitAnyChild() else { return [] }
        var ended = [first.pid]
        while let child = try reapAnyChild() { ended.append(child.pid) }
        return ended
    }
}
