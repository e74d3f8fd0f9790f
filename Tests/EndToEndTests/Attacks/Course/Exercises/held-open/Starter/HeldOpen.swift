func nextSquare(_ number: Int) -> Int { -1 }
