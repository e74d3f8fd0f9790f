// S3 tampered 2 @safe
@safe struct Door { var key: UnsafeMutableRawPointer? }
