struct Tally: Equatable {
    var total: Int
    var count: Int
}

func tally(_ numbers: [Int]) -> Tally { Tally(total: -1, count: -1) }
