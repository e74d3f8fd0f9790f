import Glibc
import ServerKit

/// 무엇을 태어나게 할지.
enum Birth {
    case thread
    /// fork 한 자식 프로세스.
    case process
}

/// 여러 판을 재어 얻은 값.
struct Cost {
    /// 판마다의 값 가운데 가운데 것(초): 하나가 태어나서 치워질 때까지.
    let median: Double
    /// 가장 큰 판의 값 ÷ 가장 작은 판의 값. 1에 가까울수록 흔들림이 적음.
    let spread: Double
}

/// `work`를 하고 끝나는 스레드나 자식 프로세스 하나의 값을 잼.
///
/// - **하나**는 태어나게 하고, 끝나기를 기다려 치우는 데까지임(스레드는 join, 자식은 거두기). `work`는 태어난 쪽이 한 번 부름.
/// - **한 판**은 하나를 `count`번, 앞의 것이 끝난 다음에 다음 것을 하는 식으로 되풀이함.
/// - 먼저 시계를 읽지 않고 한 판을 해 버림(몸 풀기). 처음에는 한 번만 드는 값이 섞임.
/// - 그다음 `rounds`판을 하며 판의 앞뒤에서 `clock`을 한 번씩 읽음. 판의 값은 두 시각의 차이를 `count`로 나눈 것임.
///
/// - Parameters:
///   - count: 1 이상.
///   - rounds: 1 이상인 홀수.
///   - clock: 지금의 시각(초).
func cost(
    of birth: Birth, count: Int, rounds: Int, clock: () -> Double, _ work: @escaping @Sendable () -> Void
) throws -> Cost {
    // 1. 하나를 태어나게 하고 치우는 일을 birth에 맞게 쓰세요.

    // 2. 몸 풀기 한 판을 하세요.

    // 3. rounds판을 재고, 가운데 값과 흔들림을 돌려주세요.

    // 지금은 스레드 하나를 한 번만 잼. 한 번 잰 값은 운임.
    let start = clock()
    let thread = try startThread(work)
    thread.join()
    return Cost(median: clock() - start, spread: 1)
}
