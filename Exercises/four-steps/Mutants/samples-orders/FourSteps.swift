/// 가장 좋은 순서와 가장 나쁜 순서를 돌려 봄.
func finalValues(threads: Int, additions: Int) -> Set<Int> {
    [oneByOne(threads: threads, additions: additions), allTogether(threads: threads, additions: additions)]
}

/// 스레드가 하나씩 차례로 다 더함.
func oneByOne(threads: Int, additions: Int) -> Int {
    var count = 0
    for _ in 0..<threads {
        for _ in 0..<additions {
            let seen = count
            count = seen + 1
        }
    }
    return count
}

/// 모두 함께 읽고, 모두 함께 씀.
func allTogether(threads: Int, additions: Int) -> Int {
    var count = 0
    for _ in 0..<additions {
        let seen = Array(repeating: count, count: threads)
        for value in seen { count = value + 1 }
    }
    return count
}
