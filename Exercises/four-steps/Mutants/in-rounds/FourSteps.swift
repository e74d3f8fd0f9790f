/// 단계마다 "다음은 누구 차례인가"의 모든 답을 따라가 봄. 가장 뒤처진 스레드들이 먼저 나아감.
func finalValues(threads: Int, additions: Int) -> Set<Int> {
    let workers = Array(repeating: Worker(left: additions), count: threads)
    return values(count: 0, workers: workers)
}

struct Worker {
    var left: Int
    var seen: Int?
}

func values(count: Int, workers: [Worker]) -> Set<Int> {
    let behind = workers.map(\.left).max() ?? 0
    guard behind > 0 else { return [count] }

    var results: Set<Int> = []
    for turn in workers.indices where workers[turn].left == behind {
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
