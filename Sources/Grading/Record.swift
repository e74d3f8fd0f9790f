/// One record of the channel between `sil` and `sil-host`: ordered keys and values (`Docs/records.md`).
struct Record: Equatable, Sendable {
    var kind: String
    var fields: [(key: String, value: String)]

    init(_ kind: String, _ fields: [(String, String)] = []) {
        self.kind = kind
        self.fields = fields.map { (key: $0.0, value: $0.1) }
    }

    static let maximumBytes = 16 << 20

    subscript(_ key: String) -> String? { fields.first { $0.key == key }?.value }

    func all(_ key: String) -> [String] { fields.filter { $0.key == key }.map(\.value) }

    static func == (left: Record, right: Record) -> Bool {
        left.kind == right.kind && left.fields.count == right.fields.count
            && zip(left.fields, right.fields).allSatisfy { $0.key == $1.key && $0.value == $1.value }
    }

    var body: [UInt8] {
        var body: [UInt8] = []
        for (key, value) in [(key: "record", value: kind)] + fields {
            body += Array("\(key): \(Self.escape(value))\n".utf8)
        }
        return body
    }

    /// Length prefix and body.
    var frame: [UInt8] {
        let body = body
        let count = UInt32(body.count)
        return [UInt8(count >> 24), UInt8(count >> 16 & 255), UInt8(count >> 8 & 255), UInt8(count & 255)]
            + body
    }

    /// nil when the bytes are not a record.
    init?(body: some Sequence<UInt8>) {
        guard let text = String(validating: Array(body), as: UTF8.self) else { return nil }
        var fields: [(String, String)] = []
        for line in text.utf8.split(separator: 10, omittingEmptySubsequences: true) {
            guard let line = String(line), let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")) else {
                return nil
            }
            let rest = line.utf8[line.utf8.index(after: colon)...]
            guard rest.first == UInt8(ascii: " "), let value = String(rest.dropFirst()).flatMap(Self.unescape)
            else {
                return nil
            }
            fields.append((String(line[..<colon]), value))
        }
        guard fields.first?.0 == "record", let kind = fields.first?.1 else { return nil }
        self.init(kind, Array(fields.dropFirst()))
    }

    private static func escape(_ value: String) -> String {
        var bytes: [UInt8] = []
        for byte in value.utf8 {
            switch byte {
            case UInt8(ascii: "%"): bytes += Array("%25".utf8)
            case 10: bytes += Array("%0A".utf8)
            case 13: bytes += Array("%0D".utf8)
            case 0: bytes += Array("%00".utf8)
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func unescape(_ value: String) -> String? {
        guard value.utf8.contains(UInt8(ascii: "%")) else { return value }
        var bytes: [UInt8] = []
        var rest = value.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            let code = rest.prefix(2)
            guard code.count == 2, let number = String(code).flatMap({ UInt8($0, radix: 16) }) else {
                return nil
            }
            bytes.append(number)
            rest = rest.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
