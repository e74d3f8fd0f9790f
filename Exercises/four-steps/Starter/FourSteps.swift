/// 스레드 `threads`개가 `count = count + 1`을 저마다 `additions`번 할 때,
/// 모두 끝난 뒤 `count`에 남을 수 있는 값을 빠짐없이 구함. `count`는 0에서 시작함.
///
/// 한 스레드의 덧셈 한 번은 두 단계임: `count`를 읽고, 읽어 둔 값에 1을 더해 씀.
/// 두 단계 사이에 다른 스레드가 몇 단계든 끼어들 수 있음.
func finalValues(threads: Int, additions: Int) -> Set<Int> {
    let workers = Array(repeating: Worker(left: additions), count: threads)
    return values(count: 0, workers: workers)
}

/// 스레드 하나가 어디까지 왔는지.
struct Worker {
    /// 아직 쓰지 않은 덧셈의 수.
    var left: Int
    /// `count`에서 읽어 둔 값. 아직 읽지 않았으면 nil.
    var seen: Int?
}

/// `count`와 스레드들이 지금 이런 상태일 때 마지막에 남을 수 있는 값들.
func values(count: Int, workers: [Worker]) -> Set<Int> {
    // 1. 덧셈이 남은 스레드가 하나도 없으면, 지금 count가 마지막 값임. 그 값만 돌려주세요.

    // 2. 덧셈이 남은 스레드마다, 그 스레드가 다음 차례라면 상태가 어떻게 바뀌는지 따져 보세요.
    //    - 읽어 둔 값이 없으면: 읽기 단계
    //    - 읽어 둔 값이 있으면: 쓰기 단계

    // 3. 바뀐 상태로 values를 다시 부르고, 나온 값들을 모두 모아 돌려주세요.

    // 지금은 아무도 끼어들지 않을 때의 값만 돌려줌.
    return [workers.reduce(count) { $0 + $1.left }]
}
