// S3 tampered 6 unsafe
/* /* "*/ */
func heldSum(_ a: Int, _ b: Int) -> Int {
    let r = /"/
    _ = r
    return Int(unsafe unsafeBitCast(a, to: UInt.self))  // "
}
