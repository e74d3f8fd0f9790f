/// 단계마다 "다음은 누구 차례인가"의 모든 답을 따라가 봄.
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
    guard workers.contains(where: { $0.left > 0 }) else { return [count] }

    var results: Set<Int> = []
    for turn in workers.indices where workers[turn].left > 0 {
        var count = count
        var workers = workers
        if let seen = workers[turn].seen {
            count = seen + 1
            workers[turn].seen = nil
            workers[turn].left -= 1
        } else {
            workers[turn].seen = count
        }
        results.formUnion(values(count: count, workers: workers))
    }
    return results
}
