/// The identifiers in a mangled Swift name, in order, with the places where they end.
///
/// Not a demangler: a name may stand for a type that takes 2⁴⁰ words to write out, and the names read here were shaped
/// by strangers. This walks the name once.
///
/// Source: swift/docs/ABI/Mangling.rst, identifiers and word substitutions.
package struct MangledName {
    package struct Identifier: Equatable {
        package var text: String
        /// Bytes of the name.
        package var range: Range<Int>
    }

    package let bytes: ArraySlice<UInt8>
    package private(set) var identifiers: [Identifier] = []

    /// - Parameter bytes: a symbol's name, with its `$s`.
    package init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        var words: [ArraySlice<UInt8>] = []
        var place = bytes.startIndex + 2
        while place < bytes.endIndex {
            let byte = bytes[place]
            switch byte {
            case UInt8(ascii: "S"): place = endOfKnownType(at: place)
            case UInt8(ascii: "A"): place = endOfSubstitution(at: place)
            case _ where byte.isDigit:
                if let end = readIdentifier(at: place, &words) {
                    place = end
                } else {
                    while place < bytes.endIndex, bytes[place].isDigit { place += 1 }
                }
            default: place += 1
            }
        }
    }

    package func byte(at place: Int) -> UInt8 { bytes.indices.contains(place) ? bytes[place] : 0 }

    /// `Sa`, `ScA`, `S2i`.
    private func endOfKnownType(at place: Int) -> Int {
        var next = place + 1
        while byte(at: next).isDigit { next += 1 }
        return byte(at: next) == UInt8(ascii: "c") ? next + 2 : next + 1
    }

    /// `AA`, `A2cB`, `A12_`.
    private func endOfSubstitution(at place: Int) -> Int {
        var next = place + 1
        while true {
            while byte(at: next).isDigit { next += 1 }
            let letter = byte(at: next)
            next += 1
            guard letter.isLowercase else {
                // Not a substitution after all: nothing of what follows is skipped.
                return letter.isUppercase || letter == .underscore ? next : place + 1
            }
        }
    }

    /// Reads `4name`, `0A4Name` or `004abcd`; nil where no identifier begins.
    private mutating func readIdentifier(at start: Int, _ words: inout [ArraySlice<UInt8>]) -> Int? {
        var place = start
        var mayHoldWords = false
        var isPunycode = false
        if bytes[place] == .zero {
            place += 1
            isPunycode = byte(at: place) == .zero
            mayHoldWords = !isPunycode
            if isPunycode { place += 1 }
        }
        var text: [UInt8] = []
        repeat {
            while mayHoldWords, byte(at: place).isLowercase || byte(at: place).isUppercase {
                let letter = byte(at: place)
                let index = Int(letter | 0x20) - Int(UInt8(ascii: "a"))
                guard index < words.count, text.count < 4096 else { return nil }
                text += words[index]
                place += 1
                if letter.isUppercase { mayHoldWords = false }
            }
            if byte(at: place) == .zero {
                place += 1
                break
            }
            guard let piece = readPiece(at: &place, skippingUnderscore: isPunycode) else { return nil }
            if isPunycode {
                guard let decoded = Punycode.decoded(piece) else { return nil }
                text += Array(decoded.utf8)
            } else {
                text += piece
                collect(from: piece, into: &words)
            }
        } while mayHoldWords
        identifiers.append(Identifier(text: String(decoding: text, as: UTF8.self), range: start..<place))
        return place
    }

    /// A count and as many bytes, which must be able to spell a name.
    private func readPiece(at place: inout Int, skippingUnderscore: Bool) -> ArraySlice<UInt8>? {
        var count = 0
        var next = place
        while byte(at: next).isDigit, count < 10_000 {
            count = count * 10 + Int(bytes[next] - .zero)
            next += 1
        }
        if skippingUnderscore, byte(at: next) == .underscore { next += 1 }
        guard count > 0, next + count <= bytes.endIndex else { return nil }
        let piece = bytes[next..<next + count]
        guard
            piece.allSatisfy({ $0.isDigit || ($0 | 0x20).isLowercase || $0 == .underscore || $0 == .dollar })
        else { return nil }
        place = next + count
        return piece
    }

    /// The words of an identifier, which later ones may refer to: `FileManager` is `File`, `Manager`.
    private func collect(from piece: ArraySlice<UInt8>, into words: inout [ArraySlice<UInt8>]) {
        var start: Int?
        for place in piece.startIndex...piece.endIndex {
            let byte = place < piece.endIndex ? piece[place] : 0
            if let begun = start,
                byte == 0 || byte == .underscore || (!piece[place - 1].isUppercase && byte.isUppercase)
            {
                if place - begun >= 2, words.count < 26 { words.append(piece[begun..<place]) }
                start = nil
            }
            if start == nil, byte != 0, byte != .underscore, !byte.isDigit { start = place }
        }
    }
}

extension UInt8 {
    static let dollar = UInt8(ascii: "$")
    var isDigit: Bool { self >= 0x30 && self <= 0x39 }
    var isLowercase: Bool { self >= 0x61 && self <= 0x7A }
    var isUppercase: Bool { self >= 0x41 && self <= 0x5A }
}
