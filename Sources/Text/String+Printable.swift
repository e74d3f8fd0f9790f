extension String {
    /// The text with nothing in it that a terminal would obey.
    ///
    /// Control characters (ESC and C1 too) and those that override the direction of writing become U+FFFD; tabs, line
    /// ends and the Hangul filler become a blank.
    public var printable: String {
        guard utf8.contains(where: Self.isSuspect),
            unicodeScalars.contains(where: { Self.replacement(for: $0) != nil })
        else { return self }
        var scalars = UnicodeScalarView()
        for scalar in unicodeScalars { scalars.append(Self.replacement(for: scalar) ?? scalar) }
        return String(scalars)
    }

    /// Whether what `replacement(for:)` replaces may begin with the byte: U+0080 with C2, U+2028 with E2, U+3164 with E3.
    private static func isSuspect(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x00...0x1F, 0x7F, 0xC2, 0xE2, 0xE3: true
        default: false
        }
    }

    private static func replacement(for scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0x20...0x7E: nil
        case 0x09...0x0D, 0x2028, 0x2029, 0x3164: " "
        case 0x00...0x1F, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069: "\u{FFFD}"
        default: nil
        }
    }
}
