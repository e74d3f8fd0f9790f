/// 둘 이상이면 마지막에 쓴 덧셈 하나만 남을 수도, 모두 남을 수도 있음.
func finalValues(threads: Int, additions: Int) -> Set<Int> {
    guard threads > 0, additions > 0 else { return [0] }
    guard threads > 1 else { return [additions] }
    return Set(1...(threads * additions))
}
