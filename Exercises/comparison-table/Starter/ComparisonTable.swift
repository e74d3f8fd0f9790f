import Glibc
import ServerKit

/// 흐름이 무엇인지.
enum Model {
    case thread
    /// fork 한 자식 프로세스.
    case process
}

/// 프로세스 하나의 메모리(바이트). `/proc/PID/smaps_rollup`의 같은 이름의 줄임.
struct Usage {
    /// 지금 RAM에 있는 것 모두. 남과 함께 쓰는 쪽도 통째로 셈.
    let rss: Int
    /// 함께 쓰는 쪽은 쓰는 프로세스의 수로 나누어 셈.
    let pss: Int
}

/// 두 흐름이 차례를 한 번 넘기는 값(초).
///
/// - 두 흐름이 `step`을 번갈아 부름: 저마다 `turns`번, 모두 `turns * 2`번. 차례를 넘겨받기 전에는 부르지 않음.
/// - `.thread`면 둘 다 이 프로세스의 스레드임. 부른 스레드가 그 하나여도 됨. `.process`면 서로 다른 두 프로세스임. 이 프로세스가
///   그 하나여도 됨.
/// - 차례는 파이프나 소켓의 바이트로 넘기세요. 그러면 기다리는 쪽이 잠들고, 넘길 때마다 갈아탐.
/// - `clock`은 두 번만 읽음: 흐름을 다 띄우고 첫 `step`을 부르기 전, 그리고 마지막 `step`이 끝난 뒤.
/// - 돌려주는 값은 두 시각의 차이를 `turns * 2`로 나눈 것임.
/// - 돌아올 때는 띄운 것을 모두 끝내 치우고(join, 거두기), 연 fd를 닫은 뒤임.
func switching(
    _ model: Model, turns: Int, clock: () -> Double, _ step: @escaping @Sendable () -> Void
) throws -> Double {
    // 1. 차례를 주고받을 길을 마련하고, 흐름을 띄우세요.

    // 2. 시각을 읽고, 번갈아 step을 부르고, 다시 읽으세요.

    return 0
}

/// 흐름 `count`개가 다 살아 있을 때, 흐름 하나 때문에 늘어난 메모리(바이트).
///
/// - 먼저 이 프로세스의 메모리를 읽음.
/// - `count`개를 띄움. 저마다 `work`를 한 번 부르고, 끝내라고 할 때까지 잠들어 기다림. 모두 함께 살아 있음.
/// - 모두가 `work`를 마쳤을 때 이 프로세스와 띄운 자식들의 메모리를 읽어 더함. 더해도 되는 것을 고르세요.
/// - 돌려주는 값은 늘어난 만큼을 `count`로 나눈 것임.
/// - 돌아올 때는 띄운 것을 모두 끝내 치우고, 연 fd를 닫은 뒤임.
///
/// - Parameter usage: 프로세스의 메모리를 읽음. 이 프로세스와 띄운 자식에게만 부르세요.
func memory(
    _ model: Model, count: Int, usage: (pid_t) throws -> Usage, _ work: @escaping @Sendable () -> Void
) throws -> Double {
    // 3. 띄우고, 모두 work를 마칠 때까지 기다리고, 더하세요.

    // 지금은 이 프로세스의 것만 봄.
    return Double(try usage(getpid()).rss) / Double(count)
}
