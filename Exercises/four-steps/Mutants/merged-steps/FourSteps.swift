/// 덧셈마다 "다음은 누구 차례인가"의 모든 답을 따라가 봄.
func finalValues(threads: Int, additions: Int) -> Set<Int> {
    values(count: 0, left: Array(repeating: additions, count: threads))
}

func values(count: Int, left: [Int]) -> Set<Int> {
    guard left.contains(where: { $0 > 0 }) else { return [count] }

    var results: Set<Int> = []
    for turn in left.indices where left[turn] > 0 {
        var left = left
        left[turn] -= 1
        results.formUnion(values(count: count + 1, left: left))
    }
    return results
}
