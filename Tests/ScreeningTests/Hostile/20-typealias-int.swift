// S3 tampered 2 typealias Int
typealias Int = Int8
func heldSum(_ a: Int, _ b: Int) -> Int { a }
