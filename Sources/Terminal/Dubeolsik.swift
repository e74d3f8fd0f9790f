/// The Korean keyboard layout in common use (두벌식, KS X 5002): which Latin keys make a letter or a syllable.
///
/// Only five consonants and two vowels have a shifted form, so Shift is lost with all others: `ㅎ` is `g`, be it
/// pressed as `g` or `G`.
enum Dubeolsik {
    /// None for what is not Hangul.
    static func strokes(of character: Character) -> [Character] {
        guard let first = character.unicodeScalars.first else { return [] }
        // Composed or not, a syllable comes apart into the letters it was typed with.
        if character.unicodeScalars.count == 1, 0xAC00...0xD7A3 ~= first.value {
            return letters(ofSyllable: Int(first.value - 0xAC00)).flatMap { keys[$0] ?? [] }
        }
        return character.unicodeScalars.flatMap { scalar in keys[letter(for: scalar)] ?? [] }
    }

    private static let initials = Array("ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ")
    private static let vowels = Array("ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ")
    /// The first stands for none.
    private static let finals = Array(" ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")

    /// - Parameter index: of the syllable from U+AC00 on (The Unicode Standard, 3.12).
    private static func letters(ofSyllable index: Int) -> [Character] {
        let last = index % 28
        return [initials[index / 588], vowels[index / 28 % 21]] + (last == 0 ? [] : [finals[last]])
    }

    /// A conjoining letter as the one that keyboards make.
    private static func letter(for scalar: Unicode.Scalar) -> Character {
        switch Int(scalar.value) {
        case let value where 0x1100..<0x1113 ~= value: initials[value - 0x1100]
        case let value where 0x1161..<0x1176 ~= value: vowels[value - 0x1161]
        case let value where 0x11A8..<0x11C3 ~= value: finals[value - 0x11A7]
        default: Character(scalar)
        }
    }

    private static let keys: [Character: [Character]] = {
        var keys = Dictionary(
            uniqueKeysWithValues: zip(
                "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡㅃㅉㄸㄲㅆㅒㅖ",
                "qwertyuiopasdfghjklzxcvbnmQWERTOP".map { [$0] }))
        let compounds: [Character: String] = [
            "ㅘ": "hk", "ㅙ": "ho", "ㅚ": "hl", "ㅝ": "nj", "ㅞ": "np", "ㅟ": "nl", "ㅢ": "ml", "ㄳ": "rt",
            "ㄵ": "sw", "ㄶ": "sg", "ㄺ": "fr", "ㄻ": "fa", "ㄼ": "fq", "ㄽ": "ft", "ㄾ": "fx", "ㄿ": "fv",
            "ㅀ": "fg", "ㅄ": "qt",
        ]
        for (letter, strokes) in compounds { keys[letter] = Array(strokes) }
        return keys
    }()
}
