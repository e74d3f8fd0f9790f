// S3 tampered 2 @_extern
@_extern(c, "getpid") func who() -> Int32
func heldSum(_ a: Int, _ b: Int) -> Int { Int(who()) }
