// S3 tampered 2 @c
@c func write(_ fd: Int32, _ bytes: Int, _ count: Int) -> Int { count }
