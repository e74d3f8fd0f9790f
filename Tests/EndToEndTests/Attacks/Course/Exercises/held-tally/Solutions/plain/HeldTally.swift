struct Tally: Equatable {
    var total: Int
    var count: Int
}

func tally(_ numbers: [Int]) -> Tally {
    Tally(total: numbers.reduce(0, +), count: numbers.count)
}
