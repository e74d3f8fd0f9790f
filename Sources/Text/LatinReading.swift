/// How Koreans read Latin letters at the end of a word.
///
/// Spelt out, by the names of the letters, are single letters, capitals and what has no vowel (`m` 엠, `URL` 유알엘, `fd`
/// 에프디): l and r end with ㄹ, m and n with a consonant, all others with a vowel. Words are read in the common
/// transcription, which their spelling nearly always tells:
/// - l, le: ㄹ (`signal` 시그널, `file` 파일). m, me, n, ne, ng: a consonant (`stream` 스트림, `line` 라인, `string` 스트링).
/// - t, k, c behind a single vowel, p behind any, ck, ook and out: a consonant (`socket` 소켓, `atomic` 어토믹, `heap` 힙,
///   `lock` 락, `hook` 훅, `timeout` 타임아웃); otherwise a vowel (`wait` 웨이트, `fork` 포크, `count` 카운트, `loop` 루프).
/// - everything else: a vowel (`server` 서버, `core` 코어, `thread` 스레드, `process` 프로세스).
/// Names made of several words (`HitCounter`, `exit_status`) end as their last word does.
enum LatinReading {
    static func isLetter(_ scalar: Unicode.Scalar) -> Bool { "a"..."z" ~= scalar || "A"..."Z" ~= scalar }

    /// - Parameter text: ends with a Latin letter.
    static func finalSound(of text: ArraySlice<Unicode.Scalar>) -> FinalSound {
        let word = lastWord(of: text)
        let lower = String(String.UnicodeScalarView(word)).lowercased()
        if let sound = exceptions[lower] { return sound }
        let isSpelt =
            word.count == 1 || word.allSatisfy { "A"..."Z" ~= $0 } || !lower.contains(where: isVowel)
        return isSpelt ? nameSound(of: lower.last) : wordSound(of: Array(lower))
    }

    /// The letters behind the last place where a small letter meets a capital, or where there is no letter.
    private static func lastWord(of text: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
        var start = text.endIndex - 1
        while start > text.startIndex, isLetter(text[start - 1]) {
            let meetsCapital = "a"..."z" ~= text[start - 1] && "A"..."Z" ~= text[start]
            // `URLSession`: the capital that a small letter follows begins the word.
            let beginsWord =
                "A"..."Z" ~= text[start - 1] && "A"..."Z" ~= text[start] && start + 1 < text.endIndex
                && "a"..."z" ~= text[start + 1]
            if meetsCapital || beginsWord { break }
            start -= 1
        }
        return text[start...]
    }

    private static func nameSound(of letter: Character?) -> FinalSound {
        switch letter {
        case "l", "r": .rieul
        case "m", "n": .consonant
        default: .vowel
        }
    }

    /// - Parameter word: lower case, at least two letters.
    private static func wordSound(of word: [Character]) -> FinalSound {
        let last = word[word.count - 1]
        let before = word[word.count - 2]
        switch last {
        case "l": return .rieul
        case "m", "n": return .consonant
        case "g": return before == "n" ? .consonant : .vowel
        case "e":
            switch before {
            case "l": return .rieul
            case "m", "n": return word.count > 2 ? .consonant : .vowel
            default: return .vowel
            }
        case "p": return isVowel(before) && word.suffix(3) != ["o", "o", "p"] ? .consonant : .vowel
        case "t", "k", "c":
            let isShort = isVowel(before) && !(word.count > 2 && isVowel(word[word.count - 3]))
            let isRead = ["ck", "ook", "out"].contains { word.suffix($0.count).elementsEqual($0) }
            return isShort || isRead ? .consonant : .vowel
        default: return .vowel
        }
    }

    private static func isVowel(_ letter: Character) -> Bool { "aeiouy".contains(letter) }

    /// Words of this trade that are read otherwise than they are spelt.
    private static let exceptions: [String: FinalSound] = [
        "bit": .vowel, "exit": .vowel, "web": .consonant, "job": .consonant, "tab": .consonant,
    ]
}
