/// Names of Swift and of the graders' tools that keep their meaning in every submission.
enum StandardNames {
    /// Types that every grader speaks of. An alias leaves no trace in its object.
    static let types = words(
        """
        Any AnyObject Array Bool Character Dictionary Double Float Float16 Float32 Float64 Int Int8 Int16 Int32 Int64
        Int128 Never Optional Set StaticString String Substring UInt UInt8 UInt16 UInt32 UInt64 UInt128 Void
        Equatable Comparable Hashable
        explore GradedCase GradedTest GraderKit Rendezvous FakeClock Program
        """)

    /// What the compiler looks up by name when it reads a literal.
    static let literals = words(
        """
        IntegerLiteralType FloatLiteralType BooleanLiteralType StringLiteralType CharacterLiteralType
        UnicodeScalarType ExtendedGraphemeClusterType _MaxBuiltinIntegerType _MaxBuiltinFloatType
        """)

    static let operators = words(
        """
        ! ~ + - ++ -- ... ..< << >> &<< &>> * / % &* & &+ &- | ^ is as ?? < <= > >= == != === !== ~= && || ?: = *= /=
        %= += -= <<= >>= &<<= &>>= &= |= ^= &*= &+= &-= ->
        .== .!= .< .<= .> .>= .& .| .^ .&= .|= .^= .!
        """)

    static let precedenceGroups = words(
        """
        BitwiseShiftPrecedence MultiplicationPrecedence AdditionPrecedence RangeFormationPrecedence
        CastingPrecedence NilCoalescingPrecedence ComparisonPrecedence LogicalConjunctionPrecedence
        LogicalDisjunctionPrecedence DefaultPrecedence TernaryPrecedence AssignmentPrecedence FunctionArrowPrecedence
        """)

    /// Words after which a word is a name.
    static let declaring = words(
        "let var func case struct class enum actor protocol typealias import extension")

    /// Words that go on with an expression, or with the statement it stands in.
    static let infixWords = words("is as in else where throws rethrows async")

    static func words(_ text: String) -> Set<String> {
        Set(text.split { $0 == " " || $0 == "\n" }.map(String.init))
    }
}
