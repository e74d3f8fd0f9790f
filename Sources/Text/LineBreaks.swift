import CUnistring

/// Where a line of Korean may be broken.
///
/// The Unicode rules (UAX #14) let Hangul be broken between any two syllables. Korean is easier to read with words kept
/// whole, so only those breaks that follow a blank count at first, and a few more that no reader minds; the others
/// are for words that are wider than a line.
///
/// Both ways are right in Korean (W3C, "Requirements for Hangul Text Layout", 3.2); whoever asks for syllables gets the
/// Unicode rules but for addresses.
struct LineBreaks {
    enum Quality { case never, insideWord, betweenWords }

    /// The quality of a break before each glyph.
    let qualities: [Quality]

    init(of glyphs: [Glyph], text: String, _ breaking: LineBreaking = .words) {
        let allowed = Self.unicodeBreaks(in: text)
        let addresses = Self.addresses(in: glyphs, text: text)
        qualities = glyphs.indices.map { index in
            guard index > 0, !glyphs[index].isBlank else { return .never }
            let before = glyphs[index - 1]
            let isAllowed = before.isBlank ? !before.joinsWords : allowed[glyphs[index].offset]
            guard isAllowed, !Self.isForbidden(before: index, in: glyphs) else { return .never }
            guard !before.isBlank else { return .betweenWords }
            // UAX #14 would part `(lock)` and `50%` from their particles.
            let isParticle = glyphs[index].character.isHangul
            guard !(isParticle && before.character.takesParticle) else { return .never }
            let isHangul = isParticle || before.character.isHangul
            if breaking == .syllables, isHangul { return addresses[index] ? .insideWord : .betweenWords }
            let mayEnd = Self.mayEndLine(before.character, before: index, in: glyphs)
            return mayEnd && !addresses[index] ? .betweenWords : .insideWord
        }
    }

    /// Whether UAX #14 allows a break before the byte.
    private static func unicodeBreaks(in text: String) -> [Bool] {
        var text = text
        return text.withUTF8 { bytes in
            let marks = [CChar](unsafeUninitializedCapacity: bytes.count) { marks, count in
                u8_possible_linebreaks_v2(bytes.baseAddress, bytes.count, Unistring.utf8, marks.baseAddress)
                count = bytes.count
            }
            return marks.map { $0 == CChar(UC_BREAK_POSSIBLE) }
        }
    }

    /// Which glyphs belong to a web address: those are kept whole though they are full of slashes.
    private static func addresses(in glyphs: [Glyph], text: String) -> [Bool] {
        var result = Array(repeating: false, count: glyphs.count)
        guard text.utf8.contains(UInt8(ascii: ":")) else { return result }
        for word in glyphs.indices.split(whereSeparator: { glyphs[$0].isBlank }) {
            let colon = word.first { index in
                index + 2 < word.endIndex && glyphs[index].character == ":"
                    && glyphs[index + 1].character == "/" && glyphs[index + 2].character == "/"
            }
            guard colon != nil else { continue }
            for index in word { result[index] = true }
        }
        return result
    }

    /// A slash or dash between Korean words may end a line.
    private static func mayEndLine(_ character: Character, before index: Int, in glyphs: [Glyph]) -> Bool {
        switch character {
        case "–", "—", "→": true
        case "/": glyphs[index].character.isHangul || (index > 1 && glyphs[index - 2].character.isHangul)
        default: false
        }
    }

    /// Whether a line would begin with what closes, or end with what opens.
    static func isForbidden(before index: Int, in glyphs: [Glyph]) -> Bool {
        if glyphs[index].character.neverBeginsLine, !beginsName(at: index, in: glyphs) { return true }
        let last = glyphs[..<index].last { !$0.isBlank }
        return last?.character.neverEndsLine ?? false
    }

    /// `.build` and `…이어서` behind a blank are words, not ends of a sentence.
    private static func beginsName(at index: Int, in glyphs: [Glyph]) -> Bool {
        guard index > 0, glyphs[index - 1].isBlank, index + 1 < glyphs.count else { return false }
        let next = glyphs[index + 1].character
        return !glyphs[index + 1].isBlank && !next.neverBeginsLine
    }
}

extension Glyph {
    /// Whether it is one of the blanks that are there to forbid a break.
    fileprivate var joinsWords: Bool {
        switch character {
        case "\u{A0}", "\u{2007}", "\u{202F}": character.utf8.count > 1
        default: false
        }
    }
}

extension Character {
    /// Whether it is Hangul, a syllable or a letter, composed or not.
    var isHangul: Bool {
        guard let scalar = unicodeScalars.first else { return false }
        return switch scalar.value {
        case 0xAC00...0xD7A3, 0x1100...0x11FF, 0x3131...0x318E, 0xA960...0xA97C, 0xD7B0...0xD7FB: true
        default: false
        }
    }

    /// Whether its first byte says that it is a Latin letter, a digit or a Hangul syllable, of which no table need tell
    /// that they are no punctuation.
    private var isLetterOfPages: Bool {
        switch utf8.first ?? 0 {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), 0xEB...0xEC:
            true
        default: false
        }
    }

    /// A bracket or quote that ends something, behind which a particle may follow.
    fileprivate var isClosing: Bool {
        guard let scalar = unicodeScalars.first else { return false }
        return switch scalar.properties.generalCategory {
        case .closePunctuation, .finalPunctuation: true
        default: false
        }
    }

    fileprivate var takesParticle: Bool { isClosing || self == "%" }

    fileprivate var neverBeginsLine: Bool {
        guard let scalar = unicodeScalars.first, !isLetterOfPages else { return false }
        return switch scalar {
        case ".", ",", "!", "?", ":", ";", "…", "%", "·", "、", "。": true
        default: isClosing
        }
    }

    fileprivate var neverEndsLine: Bool {
        guard let scalar = unicodeScalars.first, !isLetterOfPages else { return false }
        switch scalar.properties.generalCategory {
        case .openPunctuation, .initialPunctuation: return true
        default: return false
        }
    }
}
