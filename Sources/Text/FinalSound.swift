/// The sound that a word ends with when a Korean reads it aloud.
///
/// - Hangul, composed or not, ends as written; a letter alone is read by its name (`ㄱ` 기역, `ㄹ` 리을).
/// - Digits are read as a number: `3` 삼, `7` 칠, `10` 십, `1,000` 천; behind a decimal point one by one.
/// - Latin letters: see `LatinReading`.
/// - `%` 퍼센트, `+` 플러스, `#` 샵 and the like are read; blanks, quotes, closing brackets and marks that end a sentence
///   are not.
/// - A word explained in parentheses takes the particle of the word, not of the explanation (`count(개수)` as `count`,
///   `hit()` as `hit`), which is the rule of Korean orthography.
/// - Whatever else (Chinese characters, emoji) counts as a vowel.
enum FinalSound: Sendable, Equatable {
    case vowel, rieul, consonant

    init(of word: String) {
        let end = Array(word.unicodeScalars.suffix(Self.longestEnd))
        let word = Self.withoutParentheses(Self.withoutSilentEnd(end[...]))
        guard let last = word.last else {
            self = .vowel
            return
        }
        if let sound = Self(hangul: last) {
            self = sound
        } else if "0"..."9" ~= last {
            self = Self(number: word)
        } else if LatinReading.isLetter(last) {
            self = LatinReading.finalSound(of: word)
        } else {
            self = last == "#" ? .consonant : .vowel
        }
    }

    /// More code points than this are not looked at, whatever the word is.
    private static let longestEnd = 64

    private static func withoutSilentEnd(_ word: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
        var word = word
        while let last = word.last, isSilent(last) { word.removeLast() }
        return word
    }

    private static func isSilent(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .finalPunctuation, .spaceSeparator, .control, .format, .nonspacingMark: true
        // A parenthesis may be the end of an explanation.
        case .closePunctuation: scalar != ")"
        default: "\"'`*.,!?:;…>~“”‘’".unicodeScalars.contains(scalar)
        }
    }

    /// The word before a group in parentheses at its end, or what is inside if there is nothing before.
    private static func withoutParentheses(_ word: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
        guard word.last == ")" else { return word }
        var depth = 0
        for index in word.indices.reversed() {
            if word[index] == ")" { depth += 1 }
            if word[index] == "(" { depth -= 1 }
            guard depth == 0 else { continue }
            let before = withoutSilentEnd(word[..<index])
            let inside = word[(index + 1)...].dropLast()
            return withoutParentheses(before.isEmpty ? withoutSilentEnd(inside) : before)
        }
        return withoutParentheses(withoutSilentEnd(word.dropLast()))
    }
}

extension FinalSound {
    fileprivate init?(hangul scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0xAC00...0xD7A3:
            switch (scalar.value - 0xAC00) % 28 {
            case 0: self = .vowel
            case 8: self = .rieul
            default: self = .consonant
            }
        case 0x1105, 0x11AF, 0x3139: self = .rieul
        case 0x1160...0x11A7, 0xD7B0...0xD7C6, 0x314F...0x3163, 0x3187...0x318E: self = .vowel
        case 0x1100...0x115F, 0x11A8...0x11FF, 0xD7CB...0xD7FB, 0xA960...0xA97C, 0x3131...0x314E,
            0x3165...0x3186:
            self = .consonant
        default: return nil
        }
    }

    /// - Parameter word: ends with a digit.
    fileprivate init(number word: ArraySlice<Unicode.Scalar>) {
        let start =
            word.lastIndex { !("0"..."9" ~= $0 || $0 == "," || $0 == ".") }.map { $0 + 1 } ?? word.startIndex
        let number = word[start...].filter { $0 != "," }
        let zeros = number.reversed().prefix { $0 == "0" }.count
        let isRound = zeros > 0 && zeros < number.count && !number.contains(".")
        switch number.last {
        case "0" where isRound:
            // 십, 백, 천, 만, 억 and 경 end with a consonant; 조 (12 zeros) and 해 (20 zeros) do not.
            self = (12..<16).contains(zeros) || (20..<24).contains(zeros) ? .vowel : .consonant
        case "1", "7", "8": self = .rieul
        case "0", "3", "6": self = .consonant
        default: self = .vowel
        }
    }
}
