import CUnistring

extension Character {
    /// How many cells of a terminal this character takes: 0, 1 or 2, seldom more.
    ///
    /// What a person takes for one character is measured as one: decomposed Hangul is 2, and so is an emoji of any
    /// number of code points. Characters of ambiguous width are 1, as terminals draw them whatever the language is set
    /// to. Control characters are 0; they are not meant to be shown (see `String.printable`).
    public var cells: Int {
        let scalars = unicodeScalars
        guard let first = scalars.first else { return 0 }
        // Nearly everything on a page; the count of bytes is there already, that of scalars is not.
        switch first.value {
        case 0x20...0x7E where utf8.count == 1: return 1
        case 0xAC00...0xD7A3 where utf8.count == 3: return 2
        default: break
        }
        if first.properties.isEmojiPresentation { return 2 }
        if first.properties.isEmoji, scalars.contains("\u{FE0F}") { return 2 }
        return scalars.reduce(0) { $0 + max(0, Int(uc_width($1.value, Unistring.utf8))) }
    }

    /// A blank that need not be shown at the end of a line.
    var isBlank: Bool {
        // Bytes that begin ASCII and Hangul syllables; tables of Unicode need not be asked for those.
        switch utf8.first ?? 0 {
        case 0x21...0x7E, 0xEA...0xED: false
        case 0x20: utf8.count == 1 || isWhitespace
        default: isWhitespace
        }
    }
}

/// What the calls of libunistring want to be told.
enum Unistring {
    /// The name of the encoding; it also decides that characters of ambiguous width are narrow.
    static var utf8: UnsafePointer<CChar> {
        let name: StaticString = "UTF-8"
        return UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)
    }
}
