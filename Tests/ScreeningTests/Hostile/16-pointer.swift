// S2 forbidden 3 UnsafePointer
func heldSum(_ a: Int, _ b: Int) -> Int {
    UnsafePointer<Int>(bitPattern: 0x1000)?.pointee ?? 0
}
