/// 두 일을 견준 결과.
struct Comparison: Equatable {
    /// b의 가운데 값 ÷ a의 가운데 값. 2면 b가 두 배 걸림.
    let ratio: Double
    /// 두 일의 값이 겹치지 않음: 한쪽의 가장 큰 값이 다른 쪽의 가장 작은 값보다 작음.
    let isClear: Bool
}

/// `a`와 `b`를 번갈아 재어 견줌. 믿을 수 없으면 nil(측정 불가)임.
///
/// - 먼저 시계를 읽지 않고 `a`, `b`를 한 번씩 해 버림(몸 풀기).
/// - 그다음 `rounds`판을 함. **한 판**은 `a` 한 번과 그 뒤의 `b` 한 번임.
/// - 일 하나의 **값**은 그 일을 한 동안 `wall`이 간 시간임.
/// - 그동안 `own`이 `wall`이 간 시간의 93 %보다 적게 갔으면 남과 코어를 나눠 쓴 것임. `wall`이 가지 않았으면 시계로 못 잴
///   만큼 짧은 일임. 두 일 가운데 하나라도 그러면 그 판은 **통째로** 버림.
/// - 남은 판이 `rounds`의 절반보다 적으면 nil을 돌려줌.
/// - 가운데 값은 남은 판의 값을 크기대로 늘어놓았을 때 `개수 / 2`번째(0부터 셈)임.
///
/// - Parameters:
///   - rounds: 1 이상.
///   - wall: 벽시계: 지금의 시각(초).
///   - own: 이 스레드가 지금까지 코어를 쓴 시간(초).
func compare(
    rounds: Int, wall: () -> Double, own: () -> Double, _ a: () -> Void, _ b: () -> Void
) -> Comparison? {
    // 1. 몸 풀기를 하세요.

    // 2. 일 하나의 값을 재는 안쪽 함수를 쓰세요. 믿을 수 없는 값이면 nil을 돌려주게 함.

    // 3. rounds판을 번갈아 재고, 믿을 수 있는 판만 모아 견주세요.

    // 지금은 한 번씩만 재고, 잰 값이 믿을 만한지 보지 않음.
    let start = wall()
    a()
    let middle = wall()
    b()
    return Comparison(ratio: (wall() - middle) / (middle - start), isClear: true)
}
