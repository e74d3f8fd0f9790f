// S3 tampered 3 IntegerLiteralType
// 채점기의 리터럴이 다른 타입이 됨
typealias IntegerLiteralType = Int8
