/// The letters that Hangul syllables are made of, as the letters that stand alone (`ㄱ`, `ㅏ`): those a keyboard types and
/// a person sees.
///
/// Source: the Unicode Standard, 3.12, "Conjoining Jamo Behavior".
public enum HangulLetters {
    /// Letters a syllable can begin with, in the order of the syllables: 초성.
    static let initials = Array("ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ".unicodeScalars)
    private static let vowels = Array("ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ".unicodeScalars)
    /// Letters a syllable can end with; the first stands for none.
    private static let finals = Array(" ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ".unicodeScalars)

    /// What a syllable begins with, as the number of `initials`; nil for anything but a composed syllable.
    @inlinable
    public static func initial(ofSyllable scalar: UInt32) -> UInt32? {
        guard (0xAC00...0xD7A3).contains(scalar) else { return nil }
        return (scalar - 0xAC00) / 588
    }

    /// The number of a letter among those that begin syllables, also of one that was decomposed (`U+1100`); nil for other
    /// characters.
    public static func initial(ofLetter scalar: Unicode.Scalar) -> UInt32? {
        if (0x1100...0x1112).contains(scalar.value) { return scalar.value - 0x1100 }
        return initials.firstIndex(of: scalar).map(UInt32.init)
    }

    /// The text with each composed syllable taken apart: `락` becomes `ㄹㅏㄱ`.
    public static func letters(of text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            guard (0xAC00...0xD7A3).contains(scalar.value) else {
                result.append(scalar)
                continue
            }
            let index = Int(scalar.value - 0xAC00)
            result.append(initials[index / 588])
            result.append(vowels[index % 588 / 28])
            if index % 28 > 0 { result.append(finals[index % 28]) }
        }
        return String(result)
    }
}
