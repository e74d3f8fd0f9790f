/// One thing in a submission that its exercise does not allow, or that serves only to forge its grading.
public struct Objection: Sendable, Equatable {
    public enum Weight: Sendable, Equatable {
        /// Something honest programs do, but not in this exercise.
        case forbidden
        /// Something that makes sense only where a grading is to be forged.
        case tampered
    }

    public var weight: Weight
    /// One Korean sentence, or two: what was seen, and what to do.
    public var message: String
    /// The learner's file; nil where what was seen has no place in the source.
    public var file: String?
    /// 1-based.
    public var line: Int?
    /// 1-based, in bytes.
    public var column: Int?

    public init(
        weight: Weight, message: String, file: String? = nil, line: Int? = nil, column: Int? = nil
    ) {
        self.weight = weight
        self.message = message
        self.file = file
        self.line = line
        self.column = column
    }

    init(_ weight: Weight, _ message: String, at token: Token, of file: TokenizedFile) {
        let place = file.place(of: token.start)
        self.init(
            weight: weight, message: message, file: file.name, line: place.line, column: place.column)
    }
}
