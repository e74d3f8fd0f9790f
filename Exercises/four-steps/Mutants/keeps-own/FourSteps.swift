/// 마지막에 쓴 스레드의 덧셈은 다 남으니, 적어도 `additions`만큼은 올라감.
func finalValues(threads: Int, additions: Int) -> Set<Int> {
    guard threads > 0 else { return [0] }
    return Set(additions...(threads * additions))
}
