/// What single bytes and scalars are to the lexer.
extension Lexer {
    enum ByteClass: UInt8 {
        case newline, blank, word, digit, operatorSign, high, other
    }

    static let classes: [ByteClass] = (0...255).map { (byte: UInt8) in
        switch byte {
        case .newline, .carriageReturn: .newline
        case .blank, .tab, 0x0B, 0x0C, 0: .blank
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
            UInt8(ascii: "$"):
            .word
        case UInt8(ascii: "0")...UInt8(ascii: "9"): .digit
        case _ where "/=-+!*%<>&|^~?".utf8.contains(byte): .operatorSign
        case 0x80...: .high
        default: .other
        }
    }

    /// A scalar beyond ASCII; broken UTF-8 counts as a letter of one byte.
    struct Scalar {
        var value: UInt32
        var length: Int

        /// U+00A0: the compiler warns and takes it for a blank.
        var isBlank: Bool { value == 0xA0 }

        /// Source: The Swift Programming Language, grammar of operators.
        var isOperator: Bool {
            switch value {
            case 0xA1...0xA7, 0xA9, 0xAB, 0xAC, 0xAE, 0xB0, 0xB1, 0xB6, 0xBB, 0xBF, 0xD7, 0xF7,
                0x2016, 0x2017, 0x2020...0x2027, 0x2030...0x203E, 0x2041...0x2053, 0x2055...0x205E,
                0x2190...0x23FF, 0x2500...0x2775, 0x2794...0x2BFF, 0x2E00...0x2E7F, 0x3001...0x3003,
                0x3008...0x3020, 0x3030:
                true
            default: false
            }
        }
    }

    func scalar(at place: Int) -> Scalar {
        let lead = bytes[place]
        let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1
        guard length > 1, place + length <= bytes.count else { return Scalar(value: 0xFFFD, length: 1) }
        var value = UInt32(lead & (0x7F >> UInt8(length)))
        for byte in bytes[place + 1..<place + length] {
            guard byte & 0xC0 == 0x80 else { return Scalar(value: 0xFFFD, length: 1) }
            value = value << 6 | UInt32(byte & 0x3F)
        }
        return Scalar(value: value, length: length)
    }
}

extension UInt8 {
    static let newline = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")
    static let blank = UInt8(ascii: " ")
    static let tab = UInt8(ascii: "\t")
    static let slash = UInt8(ascii: "/")
    static let star = UInt8(ascii: "*")
    static let backslash = UInt8(ascii: "\\")
    static let quote = UInt8(ascii: "\"")
    static let backtick = UInt8(ascii: "`")
    static let pound = UInt8(ascii: "#")
    static let exclamation = UInt8(ascii: "!")
    static let dot = UInt8(ascii: ".")
    static let comma = UInt8(ascii: ",")
    static let colon = UInt8(ascii: ":")
    static let semicolon = UInt8(ascii: ";")
    static let at = UInt8(ascii: "@")
    static let leftParenthesis = UInt8(ascii: "(")
    static let rightParenthesis = UInt8(ascii: ")")
    static let leftBracket = UInt8(ascii: "[")
    static let leftBrace = UInt8(ascii: "{")
    static let rightBrace = UInt8(ascii: "}")
    static let plus = UInt8(ascii: "+")
    static let minus = UInt8(ascii: "-")
    static let zero = UInt8(ascii: "0")
    static let underscore = UInt8(ascii: "_")
    static let e = UInt8(ascii: "e")
    static let p = UInt8(ascii: "p")
    static let x = UInt8(ascii: "x")
}
