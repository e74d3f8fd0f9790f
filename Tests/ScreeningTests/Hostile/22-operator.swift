// S3 tampered 2 operator ==
infix operator == : AdditionPrecedence
