/// One record between `sil` and the host: a kind, then keys with values, in order (`Docs/records.md`).
struct Record: Equatable {
    struct Field: Equatable {
        let key: String
        let value: String
    }

    let kind: String
    private(set) var fields: [Field] = []

    init(_ kind: String) {
        self.kind = kind
    }

    mutating func add(_ key: String, _ value: some CustomStringConvertible) {
        fields.append(Field(key: key, value: value.description))
    }

    /// All values of a key, in order.
    func values(_ key: String) -> [String] {
        fields.filter { $0.key == key }.map(\.value)
    }

    /// The value of a key that must occur once.
    func value(_ key: String) throws(RecordError) -> String {
        let values = values(key)
        guard let value = values.first, values.count == 1 else {
            throw .notOnce(key: key, record: kind)
        }
        return value
    }

    /// The value of a key that may occur once, or nil.
    func optionalValue(_ key: String) throws(RecordError) -> String? {
        values(key).isEmpty ? nil : try value(key)
    }
}

/// Why bytes are no record, or not the one expected.
enum RecordError: Error, Equatable {
    /// The body of a frame is longer than ``Record/bodyBytesMax``.
    case tooLong(bytes: Int)
    /// The stream ended inside a frame.
    case cutOff
    case notUTF8
    /// A line without `: `, the last line without its end, or a `%` that begins no escape.
    case malformed(line: String)
    /// The first key is not `record`.
    case noKind
    case notOnce(key: String, record: String)
    case outOfRange(key: String, value: String)
    case unexpected(record: String)
}

// MARK: - Bytes

extension Record {
    static let bodyBytesMax = 16 * 1024 * 1024
    static let headBytes = 4

    /// The body of the record's frame.
    var body: [UInt8] {
        var bytes = Array("record: \(Self.escaped(kind))\n".utf8)
        for field in fields {
            bytes += "\(field.key): ".utf8
            bytes += Self.escaped(field.value).utf8
            bytes.append(UInt8(ascii: "\n"))
        }
        return bytes
    }

    /// The whole frame: length and body.
    var frame: [UInt8] {
        let body = body
        precondition(body.count <= Self.bodyBytesMax, "a record of \(body.count) bytes")
        return Self.head(length: body.count) + body
    }

    init(body: [UInt8]) throws(RecordError) {
        guard let text = String(validating: body, as: UTF8.self) else {
            throw .notUTF8
        }
        guard text.utf8.last == UInt8(ascii: "\n") else {
            throw .malformed(line: String(text.suffix(40)))
        }
        var parsed: [Field] = []
        for line in text.utf8.dropLast().split(
            separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        {
            parsed.append(try Self.field(Substring(line)))
        }
        guard let first = parsed.first, first.key == "record" else {
            throw .noKind
        }
        kind = first.value
        fields = Array(parsed.dropFirst())
    }

    /// Big-endian, as every length on the channel and in a report.
    static func head(length: Int) -> [UInt8] {
        withUnsafeBytes(of: UInt32(length).bigEndian, Array.init)
    }

    static func length(head: some Collection<UInt8>) -> Int {
        precondition(head.count == headBytes)
        return head.reduce(0) { $0 << 8 | Int($1) }
    }

    private static func field(_ line: Substring) throws(RecordError) -> Field {
        guard let colon = line.firstRange(of: ": "), !line[..<colon.lowerBound].isEmpty else {
            throw .malformed(line: String(line))
        }
        let key = String(line[..<colon.lowerBound])
        return Field(key: key, value: try unescaped(line[colon.upperBound...]))
    }
}

// MARK: - Escapes

extension Record {
    private static let escapes: [(byte: UInt8, code: String)] = [
        (UInt8(ascii: "%"), "25"), (UInt8(ascii: "\n"), "0A"), (UInt8(ascii: "\r"), "0D"), (0, "00"),
    ]

    static func escaped(_ value: String) -> String {
        guard value.utf8.contains(where: { byte in escapes.contains { $0.byte == byte } }) else {
            return value
        }
        var bytes: [UInt8] = []
        for byte in value.utf8 {
            guard let escape = escapes.first(where: { $0.byte == byte }) else {
                bytes.append(byte)
                continue
            }
            bytes.append(UInt8(ascii: "%"))
            bytes += escape.code.utf8
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func unescaped(_ value: Substring) throws(RecordError) -> String {
        var bytes: [UInt8] = []
        var rest = value.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            let code = String(decoding: rest.prefix(2), as: UTF8.self)
            guard let escape = escapes.first(where: { $0.code == code }) else {
                throw .malformed(line: String(value.prefix(80)))
            }
            bytes.append(escape.byte)
            rest = rest.dropFirst(2)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
