/// A JSON document as a value whose keys keep the order they were given in.
///
/// Scripts read what `sil --json` prints line by line and compare it; an encoder that shuffles keys would break them.
public enum JSON: Sendable, Equatable {
    case null
    case bool(Bool)
    /// Written without a fraction when it has none: 2, not 2.0.
    case number(Double)
    case string(String)
    case array([JSON])
    case object([Member])

    public struct Member: Sendable, Equatable {
        public var key: String
        public var value: JSON
        public init(key: String, value: JSON) {
            self.key = key
            self.value = value
        }
    }

    /// The document in one line, without a line end.
    public var text: String {
        var text = ""
        write(to: &text)
        return text
    }

    private func write(to text: inout String) {
        switch self {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .number(let value): text += Self.written(value)
        case .string(let value): Self.quote(value, to: &text)
        case .array(let values):
            text += "["
            for (index, value) in values.enumerated() {
                if index > 0 { text += "," }
                value.write(to: &text)
            }
            text += "]"
        case .object(let members):
            text += "{"
            for (index, member) in members.enumerated() {
                if index > 0 { text += "," }
                Self.quote(member.key, to: &text)
                text += ":"
                member.value.write(to: &text)
            }
            text += "}"
        }
    }

    private static func written(_ value: Double) -> String {
        // JSON has no word for these; null is what readers take for "no number".
        guard value.isFinite else { return "null" }
        guard let whole = Int(exactly: value) else { return "\(value)" }
        return "\(whole)"
    }

    private static func quote(_ string: String, to text: inout String) {
        let digits = Array("0123456789abcdef".unicodeScalars)
        text += "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case "\0"..."\u{1F}", "\u{7F}":
                text += "\\u00"
                text.unicodeScalars.append(digits[Int(scalar.value >> 4)])
                text.unicodeScalars.append(digits[Int(scalar.value & 15)])
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}

extension JSON: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral, ExpressibleByStringLiteral,
    ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral
{
    public init(dictionaryLiteral elements: (String, JSON)...) {
        self = .object(elements.map { Member(key: $0.0, value: $0.1) })
    }

    public init(arrayLiteral elements: JSON...) { self = .array(elements) }
    public init(stringLiteral value: String) { self = .string(value) }
    public init(integerLiteral value: Int) { self = .number(Double(value)) }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension JSON {
    static func string(_ value: String?) -> JSON { value.map { .string($0) } ?? .null }
    static func int(_ value: Int?) -> JSON { value.map { .number(Double($0)) } ?? .null }
    static func strings(_ values: [String]) -> JSON { .array(values.map { .string($0) }) }

    /// Seconds to a tenth of a millisecond: more digits would only be noise.
    static func seconds(_ value: Double) -> JSON { .number((value * 10_000).rounded() / 10_000) }
}
