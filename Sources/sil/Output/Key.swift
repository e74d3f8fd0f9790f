/// A key that a full screen listens to.
enum Key: Equatable {
    case left, right, up, down, home, end
    /// Ctrl-C, which is a key like others while a full screen has the terminal.
    case interrupt
    /// A letter, a digit, a blank, Return as a line feed.
    case character(Character)

    /// The keys that a terminal tells of with `bytes`; what is none of them is passed over.
    ///
    /// Source: ECMA-48, 5.4; the xterm control sequences, "PC-Style Function Keys".
    static func keys(in bytes: [UInt8]) -> [Key] {
        var keys: [Key] = []
        var rest = bytes[...]
        while let byte = rest.popFirst() {
            switch byte {
            case 0x1B: if let key = sequence(&rest) { keys.append(key) }
            case 0x03: keys.append(.interrupt)
            case 0x0D: keys.append(.character("\n"))
            case 0x0A, 0x20...0x7E: keys.append(.character(Character(UnicodeScalar(byte))))
            default: continue
            }
        }
        return keys
    }

    /// The rest of `ESC [ …` or `ESC O …`.
    private static func sequence(_ rest: inout ArraySlice<UInt8>) -> Key? {
        guard let kind = rest.first, [UInt8(ascii: "["), UInt8(ascii: "O")].contains(kind) else { return nil }
        rest = rest.dropFirst()
        let parameters = rest.prefix { (0x30...0x3F).contains($0) }
        rest = rest.dropFirst(parameters.count)
        switch rest.popFirst() {
        case UInt8(ascii: "A"): return .up
        case UInt8(ascii: "B"): return .down
        case UInt8(ascii: "C"): return .right
        case UInt8(ascii: "D"): return .left
        case UInt8(ascii: "H"): return .home
        case UInt8(ascii: "F"): return .end
        case UInt8(ascii: "~"):
            switch String(decoding: parameters, as: UTF8.self) {
            case "1", "7": return .home
            case "4", "8": return .end
            default: return nil
            }
        default: return nil
        }
    }
}
