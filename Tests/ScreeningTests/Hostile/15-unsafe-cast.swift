// S2 forbidden 2 unsafeBitCast
func heldSum(_ a: Int, _ b: Int) -> Int { unsafeBitCast(a, to: UInt.self) == 0 ? 0 : 1 }
