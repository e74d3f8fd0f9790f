// S3 tampered 3 unsafe
func heldSum(_ a: Int, _ b: Int) -> Int {
    "a \(1 + (unsafe (unsafeBitCast(a, to: Int.self)))) b".count
}
