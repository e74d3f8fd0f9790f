/// Reads JSON (RFC 8259) as far as requests need it: numbers are whole.
struct JSONReader {
    struct Malformed: Error {
        /// Bytes from the start.
        var offset: Int
    }

    private static let deepest = 64
    private let bytes: [UInt8]
    private var offset = 0
    private var depth = 0

    static func value(of bytes: [UInt8]) throws -> JSON {
        var reader = JSONReader(bytes)
        let value = try reader.value()
        reader.skipBlanks()
        guard reader.offset == bytes.count else { throw reader.malformed }
        return value
    }

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    private var malformed: Malformed { Malformed(offset: offset) }
    private var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    private mutating func value() throws -> JSON {
        skipBlanks()
        guard depth < Self.deepest, let byte = next else { throw malformed }
        depth += 1
        defer { depth -= 1 }
        switch byte {
        case UInt8(ascii: "{"): return .object(try object())
        case UInt8(ascii: "["): return .array(try array())
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return .number(try number())
        }
    }

    private mutating func object() throws -> [(String, JSON)] {
        var members: [(String, JSON)] = []
        try list(open: "{", close: "}") { reader in
            reader.skipBlanks()
            let name = try reader.string()
            reader.skipBlanks()
            try reader.take(":")
            members.append((name, try reader.value()))
        }
        return members
    }

    private mutating func array() throws -> [JSON] {
        var items: [JSON] = []
        try list(open: "[", close: "]") { items.append(try $0.value()) }
        return items
    }

    private mutating func list(
        open: Unicode.Scalar, close: Unicode.Scalar, item: (inout JSONReader) throws -> Void
    ) throws {
        try take(open)
        skipBlanks()
        if next == UInt8(ascii: close) { return try take(close) }
        while true {
            try item(&self)
            skipBlanks()
            if next == UInt8(ascii: close) { return try take(close) }
            try take(",")
        }
    }

    private mutating func string() throws -> String {
        try take("\"")
        var text: [UInt8] = []
        while let byte = next, byte != UInt8(ascii: "\"") {
            offset += 1
            guard byte >= 0x20 else { throw malformed }
            if byte == UInt8(ascii: "\\") { text += try escape() } else { text.append(byte) }
        }
        try take("\"")
        guard let string = String(validating: text, as: UTF8.self) else { throw malformed }
        return string
    }

    /// What follows a backslash, as UTF-8.
    private mutating func escape() throws -> [UInt8] {
        guard let byte = next else { throw malformed }
        offset += 1
        switch byte {
        case UInt8(ascii: "n"): return [UInt8(ascii: "\n")]
        case UInt8(ascii: "t"): return [UInt8(ascii: "\t")]
        case UInt8(ascii: "r"): return [UInt8(ascii: "\r")]
        case UInt8(ascii: "b"): return [8]
        case UInt8(ascii: "f"): return [12]
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "u"): return try codePoint()
        default: throw malformed
        }
    }

    private mutating func codePoint() throws -> [UInt8] {
        var units = [try hexadecimal()]
        if UTF16.isLeadSurrogate(units[0]) {
            try take("\\")
            try take("u")
            units.append(try hexadecimal())
        }
        guard let text = String(validating: units, as: UTF16.self) else { throw malformed }
        return Array(text.utf8)
    }

    private mutating func hexadecimal() throws -> UInt16 {
        let digits = bytes[offset...].prefix(4)
        guard digits.count == 4, let value = UInt16(String(decoding: digits, as: UTF8.self), radix: 16) else {
            throw malformed
        }
        offset += 4
        return value
    }

    private mutating func number() throws -> Int {
        let digits = bytes[offset...].prefix {
            $0 == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
        }
        guard let number = Int(String(decoding: digits, as: UTF8.self)) else { throw malformed }
        offset += digits.count
        return number
    }

    private mutating func word(_ word: String, _ value: JSON) throws -> JSON {
        guard bytes[offset...].starts(with: word.utf8) else { throw malformed }
        offset += word.utf8.count
        return value
    }

    private mutating func take(_ character: Unicode.Scalar) throws {
        guard next == UInt8(ascii: character) else { throw malformed }
        offset += 1
    }

    private mutating func skipBlanks() {
        while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { offset += 1 }
    }
}
