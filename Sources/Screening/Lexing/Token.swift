/// One token of Swift source: where it lies, not what it says. The text stays in the file's bytes.
package struct Token: Sendable, Equatable {
    package enum Kind: UInt8, Sendable {
        /// Keywords too: which words are keywords depends on where they stand.
        case identifier
        case number
        /// A string literal, or the part of one up to an interpolation. The interpolation's code follows as tokens.
        case string
        case regex
        case `operator`
        /// Exactly one of `()[]{},;:.@` and whatever else no other kind takes.
        case punctuation
        /// `#if`, `#file`: the sign and its word.
        case directive
    }

    package var kind: Kind
    /// Bytes `start..<end` of the file; without the backticks of an escaped identifier.
    package var start: Int
    package var end: Int
    /// Nothing but blanks and comments stands before it on its line.
    package var startsLine: Bool
    /// Written in backticks: a name, whatever the word.
    package var isEscaped = false

    package var range: Range<Int> { start..<end }
}
