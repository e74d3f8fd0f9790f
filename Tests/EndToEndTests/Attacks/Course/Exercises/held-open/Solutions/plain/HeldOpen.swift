func nextSquare(_ number: Int) -> Int { (number + 1) * (number + 1) }
