/// 덧셈은 한 번도 사라지지 않으니 값은 하나뿐임.
func finalValues(threads: Int, additions: Int) -> Set<Int> {
    [threads * additions]
}
