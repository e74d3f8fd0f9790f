import Glibc
import ServerKit

/// 자식 프로세스를 띄우고, 끝난 것을 거두는 곳.
///
/// - 여기서 띄우지 않은 자식은 없다고 봐도 됨.
/// - 거두는 일은 `reap`에서만 함. 시그널 핸들러를 단다면 깃발만 올림.
final class Nursery {
    init() throws {
    }

    /// 자식 프로세스에서 `work`를 돌림. 기다리지 않고 자식의 pid를 돌려줌.
    func start(_ work: () -> Void) throws -> pid_t {
        // 1. 자식을 띄우고 그 pid를 돌려주세요.
        return 0
    }

    /// 지난번 뒤로 끝난 자식을 **모두** 거두고 그 pid들을 돌려줌(차례는 상관없음).
    ///
    /// 아직 도는 자식을 기다리지 않음. 끝난 자식이 없으면 `[]`.
    func reap() throws -> [pid_t] {
        // 2. 끝난 자식이 더 없을 때까지 거두세요.
        return []
    }
}
