// S3 tampered 2 XCTestCase
extension XCTestCase { func check() {} }
