// S3 tampered 3 unsafe
func heldSum(_ a: Int, _ b: Int) -> Int {
    let c = unsafe unsafeBitCast(a, to: UInt.self)
    return Int(c)
}
