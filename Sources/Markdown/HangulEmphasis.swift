/// Makes emphasis work beside Hangul.
///
/// CommonMark decides by blanks and punctuation whether `*`, `**`, `***` or `~~` opens or closes. Korean particles follow
/// without a blank, so the closing marks of `**락(lock)**이` stand between punctuation and a letter and close nothing.
/// Before parsing, a word joiner goes between such marks and the punctuation beside them: it is neither blank nor
/// punctuation, so the marks open or close as meant. After parsing it is taken out of everything that was read.
enum HangulEmphasis {
    static let sentinel: Unicode.Scalar = "\u{2060}"
    private static let sentinelBytes: [UInt8] = [0xE2, 0x81, 0xA0]
    private static let asterisk = UInt8(ascii: "*")
    private static let tilde = UInt8(ascii: "~")
    private static let backslash = UInt8(ascii: "\\")

    /// The text with sentinels, as UTF-8.
    static func mark(_ markdown: String) -> [UInt8] {
        let source = Array(markdown.utf8)
        var result: [UInt8] = []
        result.reserveCapacity(source.count + 64)
        var position = 0
        while position < source.count {
            let start = position
            while position < source.count, source[position] != asterisk, source[position] != tilde {
                // What is escaped is no mark.
                let isEscaped = source[position] == backslash && position + 1 < source.count
                position += isEscaped && source[position + 1] < 0x80 ? 2 : 1
            }
            result.append(contentsOf: source[start..<position])
            guard position < source.count else { break }
            let byte = source[position]
            let end = source[position...].firstIndex { $0 != byte } ?? source.count
            let run = source[position..<end]
            let side = sentinelSide(
                of: run, before: scalar(endingAt: position, in: source), after: scalar(at: end, in: source))
            if side == .before { result.append(contentsOf: sentinelBytes) }
            result.append(contentsOf: run)
            if side == .after { result.append(contentsOf: sentinelBytes) }
            position = end
        }
        return result
    }

    /// What was read, without sentinels.
    static func unmark(_ text: String) -> String {
        guard text.unicodeScalars.contains(sentinel) else { return text }
        var scalars = String.UnicodeScalarView()
        scalars.append(contentsOf: text.unicodeScalars.lazy.filter { $0 != sentinel })
        return String(scalars)
    }

    private enum Side { case before, after }

    private static func sentinelSide(
        of run: ArraySlice<UInt8>, before: Unicode.Scalar?, after: Unicode.Scalar?
    ) -> Side? {
        // Three tildes may be a fence.
        guard let before, let after, run.first == asterisk || run.count < 3 else { return nil }
        if isHangul(after), isPunctuation(before), !opensBracket(before) { return .before }
        if isHangul(before), isPunctuation(after), !endsPhrase(after) { return .after }
        return nil
    }

    /// Marks behind an opening bracket can only open, which they do by CommonMark's own rule.
    private static func opensBracket(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .openPunctuation, .initialPunctuation: true
        default: false
        }
    }

    /// Marks before one of these can only close.
    private static func endsPhrase(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .closePunctuation, .finalPunctuation: true
        default: [".", ",", ":", ";", "!", "?", "|"].contains(scalar)
        }
    }

    private static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation, .dashPunctuation,
            .connectorPunctuation, .otherPunctuation, .mathSymbol, .currencySymbol, .modifierSymbol,
            .otherSymbol:
            true
        default: false
        }
    }

    private static func isHangul(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xAC00...0xD7A3, 0x1100...0x11FF, 0x3131...0x318E, 0xA960...0xA97C, 0xD7B0...0xD7FB: true
        default: false
        }
    }

    private static func scalar(at position: Int, in source: [UInt8]) -> Unicode.Scalar? {
        guard position < source.count else { return nil }
        var length = 1
        while position + length < source.count, source[position + length] & 0xC0 == 0x80 { length += 1 }
        return String(decoding: source[position..<position + length], as: UTF8.self).unicodeScalars.first
    }

    private static func scalar(endingAt position: Int, in source: [UInt8]) -> Unicode.Scalar? {
        var start = position - 1
        while start > 0, source[start] & 0xC0 == 0x80 { start -= 1 }
        return start < 0 ? nil : scalar(at: start, in: source)
    }
}
