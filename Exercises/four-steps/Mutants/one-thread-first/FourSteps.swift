/// 어느 스레드가 먼저 돌지는 모르니, 스레드를 늘어놓는 모든 차례를 따라가 봄.
func finalValues(threads: Int, additions: Int) -> Set<Int> {
    values(count: 0, waiting: Array(0..<threads), additions: additions)
}

func values(count: Int, waiting: [Int], additions: Int) -> Set<Int> {
    guard !waiting.isEmpty else { return [count] }

    var results: Set<Int> = []
    for turn in waiting.indices {
        var count = count
        for _ in 0..<additions {
            let seen = count
            count = seen + 1
        }
        var waiting = waiting
        waiting.remove(at: turn)
        results.formUnion(values(count: count, waiting: waiting, additions: additions))
    }
    return results
}
