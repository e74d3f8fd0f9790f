import Glibc
import ServerKit

/// 이것을 만든 다음에 fork 한 프로세스들이 함께 쓰는 수 하나.
///
/// - 0에서 시작함.
/// - `update`는 한 번에 한 프로세스만 안에 들어감. 다른 프로세스는 그동안 기다림(바쁘게 돌며 기다려도 됨).
/// - `change`를 하던 프로세스가 죽으면(SIGKILL이라도) 그 `update`는 없던 일이 되고, 다른 프로세스들은 이어서 쓸 수 있음.
final class RobustCounter {
    // 1. 수와 락을 둘 다 공유 메모리에 두세요. (mmap의 MAP_SHARED | MAP_ANONYMOUS)
    private var count = 0

    init() throws {
        // 2. 프로세스끼리 통하고, 쥔 쪽이 죽으면 알려 주는 락을 만드세요.
    }

    /// 지금 값을 `change`에 주고, 돌아온 값으로 바꿈. 그 값을 돌려줌.
    @discardableResult
    func update(_ change: (Int) -> Int) throws -> Int {
        // 3. 잠그고, 고치고, 푸세요. 앞사람이 쥔 채 죽었으면 되살리세요.
        count = change(count)
        return count
    }

    /// 지금 값.
    var value: Int {
        get throws { count }
    }
}
