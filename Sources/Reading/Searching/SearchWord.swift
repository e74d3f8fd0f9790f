import Text

/// One word of a query: characters that must follow one another, taken literally, capitals or not.
///
/// A consonant by itself stands for each syllable that begins with it (`ㄷㄷㄹ` finds 데드락), and for itself. A word of
/// nothing but consonants passes over a blank in the text, as people type them: `ㅋㅌㅅㅌㅅㅇㅊ` finds 컨텍스트 스위칭.
struct SearchWord: Sendable {
    private enum Element {
        case character(UInt32)
        case consonant(UInt32, initial: UInt32)

        func matches(_ scalar: UInt32) -> Bool {
            switch self {
            case .character(let wanted): wanted == scalar
            case .consonant(let letter, let initial):
                HangulLetters.initial(ofSyllable: scalar) == initial || letter == scalar
            }
        }
    }

    /// As it was typed, composed.
    let text: String
    private let elements: [Element]
    private let isAllConsonants: Bool

    /// - Parameter text: not empty.
    init(_ text: String) {
        self.text = text.composed
        elements = self.text.unicodeScalars.map { scalar in
            guard let initial = HangulLetters.initial(ofLetter: scalar) else {
                return .character(SearchableText.folded(scalar))
            }
            return .consonant(scalar.value, initial: initial)
        }
        isAllConsonants = elements.allSatisfy { if case .consonant = $0 { true } else { false } }
    }

    func isFound(in text: SearchableText) -> Bool { firstMatch(in: text.folded, from: 0) != nil }

    /// Where the word stands, from left to right, none overlapping another: code points of the text.
    func matches(in text: SearchableText) -> [Range<Int>] {
        var matches: [Range<Int>] = []
        var start = 0
        while let match = firstMatch(in: text.folded, from: start) {
            matches.append(match)
            start = match.upperBound
        }
        return matches
    }

    private func firstMatch(in scalars: [UInt32], from start: Int) -> Range<Int>? {
        guard let first = elements.first, start < scalars.count else { return nil }
        for index in start..<scalars.count where first.matches(scalars[index]) {
            if let end = end(ofMatchAt: index, in: scalars) { return index..<end }
        }
        return nil
    }

    private func end(ofMatchAt start: Int, in scalars: [UInt32]) -> Int? {
        var position = start
        for (number, element) in elements.enumerated() {
            if isAllConsonants, number > 0, position < scalars.count, scalars[position] == 0x20 {
                position += 1
            }
            guard position < scalars.count, element.matches(scalars[position]) else { return nil }
            position += 1
        }
        return position
    }
}
