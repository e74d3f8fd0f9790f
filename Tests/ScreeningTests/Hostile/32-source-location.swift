// S3 forbidden 2 #sourceLocation
#sourceLocation(file:"Other.swift",line:100)
func heldSum(_ a: Int, _ b: Int) -> Int { a + b }
