import Text

/// A line of text as it is searched: composed, small letters, and every code point at the place of its original.
struct SearchableText: Sendable {
    /// What a person reads.
    let text: String
    /// Code points of `text`, capitals made small.
    let folded: [UInt32]

    init(_ text: String) {
        self.text = text.composed
        folded = self.text.unicodeScalars.map(Self.folded)
    }

    /// The code point that stands for this one and its capital.
    static func folded(_ scalar: Unicode.Scalar) -> UInt32 {
        switch scalar.value {
        case 0x41...0x5A: return scalar.value + 0x20
        // Below are no other capitals; above begin the scripts that have none.
        case 0..<0xC0, 0x2E80...: return scalar.value
        default:
            // One that becomes several (İ) keeps its place.
            let small = scalar.properties.lowercaseMapping.unicodeScalars
            return small.count == 1 ? small.first?.value ?? scalar.value : scalar.value
        }
    }
}
