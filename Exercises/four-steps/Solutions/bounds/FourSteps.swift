/// 순서를 세지 않고, 남을 수 있는 가장 작은 값과 가장 큰 값을 따져서 구함. 그 사이의 값은 모두 나옴.
func finalValues(threads: Int, additions: Int) -> Set<Int> {
    guard threads > 0, additions > 0 else { return [0] }

    // 아무도 끼어들지 않으면 모든 덧셈이 남음.
    let most = threads * additions
    return Set(least(threads: threads, additions: additions)...most)
}

func least(threads: Int, additions: Int) -> Int {
    // 혼자면 끼어들 스레드가 없음.
    if threads == 1 { return additions }
    // 모두 0을 읽고 나서 쓰면 1이 남음. 쓰는 값은 읽은 값에 1을 더한 것이라 0은 못 남음.
    if additions == 1 { return 1 }
    // 마지막에 쓰는 스레드는 제 첫 쓰기 뒤에 한 번 더 읽음. 그때 count는 1 이상이라 2 이상을 씀.
    // 2는 이렇게 나옴: A가 0을 읽고 멈춤, B가 하나만 남기고 끝냄, A가 1을 씀, B가 1을 읽고 멈춤,
    // 나머지가 모두 끝남, B가 2를 씀.
    return 2
}
