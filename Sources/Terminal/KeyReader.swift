/// Makes keys of the bytes that a terminal sends, however they are cut into pieces.
///
/// Source: ECMA-48, 5.4; the xterm control sequences, "PC-Style Function Keys", "Mouse Tracking" (SGR) and "Bracketed
/// Paste Mode".
public struct KeyReader: Sendable {
    private var bytes: [UInt8] = []
    /// What was pasted so far; nil when nothing is being pasted.
    private var paste: [UInt8]?

    /// A sequence that is longer without an end is no key.
    private static let sequenceBytesMax = 64
    /// More of a paste is dropped: there is no field for it.
    private static let pasteBytesMax = 4_096
    private static let pasteEnd = Array("\u{1B}[201~".utf8)

    public init() {}

    /// Whether bytes were taken that may be a key by themselves, if no more come: Escape, or half a sequence.
    public var isWaiting: Bool { !bytes.isEmpty && paste == nil }

    /// The keys that are complete with `more`.
    public mutating func take(_ more: some Sequence<UInt8>) -> [Key] {
        bytes += more
        var keys: [Key] = []
        var rest = bytes[...]
        while !rest.isEmpty, next(&rest, into: &keys) {}
        bytes = Array(rest)
        return keys
    }

    /// The keys that the waiting bytes are by themselves, as nothing followed them.
    public mutating func takeRest() -> [Key] {
        guard isWaiting else { return [] }
        let isEscape = bytes.first == 0x1B
        let rest = Array(bytes.dropFirst())
        bytes = []
        return (isEscape ? [.escape] : []) + (rest.isEmpty || !isEscape ? [] : take(rest))
    }

    /// Takes one key, or bytes that are none, off `rest`; false, and nothing taken, when more bytes must come first.
    private mutating func next(_ rest: inout ArraySlice<UInt8>, into keys: inout [Key]) -> Bool {
        if paste != nil { return nextOfPaste(&rest, into: &keys) }
        guard let byte = rest.first else { return false }
        switch byte {
        case 0x1B: return sequence(&rest, into: &keys)
        case 0x80...:
            guard let character = Self.character(&rest) else { return false }
            // What is not UTF-8 is no key.
            if let character, character.properties.generalCategory != .control {
                keys.append(.character(Character(character)))
            }
        default:
            rest = rest.dropFirst()
            if let key = Self.ascii(byte) { keys.append(key) }
        }
        return true
    }

    private static func ascii(_ byte: UInt8) -> Key? {
        switch byte {
        case 0x03: .interrupt
        case 0x08, 0x7F: .backspace
        case 0x09: .tab
        case 0x0A, 0x0D: .character("\n")
        case 0x1A: .suspend
        case 0x01...0x1A: .control(Character(UnicodeScalar(byte + 0x60)))
        case 0x20...0x7E: .character(Character(UnicodeScalar(byte)))
        default: nil
        }
    }

    /// One code point; `.some(nil)` for a byte that begins none, nil when more bytes must come first.
    private static func character(_ rest: inout ArraySlice<UInt8>) -> Unicode.Scalar?? {
        guard let lead = rest.first else { return nil }
        let length =
            switch lead {
            case 0xC2...0xDF: 2
            case 0xE0...0xEF: 3
            case 0xF0...0xF4: 4
            default: 1
            }
        let bytes = rest.prefix(length)
        let isWhole = bytes.count == length
        guard isWhole || bytes.dropFirst().contains(where: { $0 & 0xC0 != 0x80 }) else { return nil }
        let text = String(validating: bytes, as: UTF8.self)
        rest = rest.dropFirst(text == nil ? 1 : length)
        return .some(text?.unicodeScalars.first)
    }

    // MARK: Sequences

    private mutating func sequence(_ rest: inout ArraySlice<UInt8>, into keys: inout [Key]) -> Bool {
        let body = rest.dropFirst()
        guard let kind = body.first else { return false }
        guard kind == UInt8(ascii: "[") || kind == UInt8(ascii: "O") else {
            // Escape and then something else: a person who is quick, or a terminal under load.
            keys.append(.escape)
            rest = body
            return true
        }
        let parameters = body.dropFirst().prefix { (0x20...0x3F).contains($0) }
        guard parameters.count < Self.sequenceBytesMax else {
            rest = body.dropFirst(1 + parameters.count)
            return true
        }
        guard let final = body.dropFirst(1 + parameters.count).first else { return false }
        rest = body.dropFirst(2 + parameters.count)
        let text = String(decoding: parameters, as: UTF8.self)
        if final == UInt8(ascii: "~"), text == "200" {
            paste = []
        } else if let key = Self.key(final, parameters: text) {
            keys.append(key)
        }
        return true
    }

    private static func key(_ final: UInt8, parameters: String) -> Key? {
        switch (final, parameters) {
        case (UInt8(ascii: "A"), ""): .up
        case (UInt8(ascii: "B"), ""): .down
        case (UInt8(ascii: "C"), ""): .right
        case (UInt8(ascii: "D"), ""): .left
        case (UInt8(ascii: "H"), ""): .home
        case (UInt8(ascii: "F"), ""): .end
        case (UInt8(ascii: "Z"), _): .backTab
        case (UInt8(ascii: "~"), "1"), (UInt8(ascii: "~"), "7"): .home
        case (UInt8(ascii: "~"), "4"), (UInt8(ascii: "~"), "8"): .end
        case (UInt8(ascii: "~"), "3"): .delete
        case (UInt8(ascii: "~"), "5"): .pageUp
        case (UInt8(ascii: "~"), "6"): .pageDown
        case (UInt8(ascii: "M"), _) where parameters.hasPrefix("<64;"): .wheelUp
        case (UInt8(ascii: "M"), _) where parameters.hasPrefix("<65;"): .wheelDown
        // With Shift, Alt or Ctrl: the same direction.
        case (UInt8(ascii: "A"), _) where parameters.hasPrefix("1;"): .up
        case (UInt8(ascii: "B"), _) where parameters.hasPrefix("1;"): .down
        case (UInt8(ascii: "C"), _) where parameters.hasPrefix("1;"): .right
        case (UInt8(ascii: "D"), _) where parameters.hasPrefix("1;"): .left
        default: nil
        }
    }

    // MARK: Pastes

    /// Bytes that were kept are off `rest` before more are asked for, so none is kept twice.
    private mutating func nextOfPaste(_ rest: inout ArraySlice<UInt8>, into keys: inout [Key]) -> Bool {
        let end = rest.firstIndex { $0 == 0x1B || $0 == 0x03 } ?? rest.endIndex
        guard end == rest.startIndex else {
            keep(rest[..<end])
            rest = rest[end...]
            return true
        }
        if rest.first == 0x03 {
            // The way out where the end of a paste never comes.
            paste = nil
            return true
        }
        if rest.starts(with: Self.pasteEnd) {
            keys.append(.pasted(String(decoding: paste ?? [], as: UTF8.self)))
            paste = nil
            rest = rest.dropFirst(Self.pasteEnd.count)
            return true
        }
        guard !Self.pasteEnd.starts(with: rest) else { return false }
        keep(rest.prefix(1))
        rest = rest.dropFirst()
        return true
    }

    private mutating func keep(_ piece: ArraySlice<UInt8>) {
        guard let count = paste?.count, count < Self.pasteBytesMax else { return }
        paste? += piece.prefix(Self.pasteBytesMax - count)
    }
}
