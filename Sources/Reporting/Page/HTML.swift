/// A piece of a page. Only what stands in this program is mark-up: names of elements and attributes are literals, and
/// every other text is escaped on its way in, whoever wrote it.
struct HTML: Sendable, Equatable {
    /// Well-formed, as a file holds it.
    private(set) var text: String

    static let empty = HTML(parts: [])

    /// Text that is no mark-up.
    init(_ text: String) {
        self.text = Self.escaped(text)
    }

    init(parts: [HTML]) {
        text = parts.map(\.text).joined()
    }

    private init(markup: String) {
        text = markup
    }

    /// An element with what is in it. An attribute whose value is nil is left out.
    static func tag(
        _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String?> = [:], _ content: HTML...
    ) -> HTML {
        tag(name, attributes, content)
    }

    static func tag(
        _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String?> = [:], _ content: [HTML]
    ) -> HTML {
        HTML(
            markup: "<\(name)\(written(attributes))>" + content.map(\.text).joined() + "</\(name)>")
    }

    /// An element that has no end.
    static func void(
        _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String?> = [:]
    ) -> HTML {
        HTML(markup: "<\(name)\(written(attributes))>")
    }

    /// The whole document: its head and body behind what says that it is HTML.
    static func document(_ root: HTML) -> String { "<!DOCTYPE html>\n" + root.text + "\n" }

    /// - Parameter sheet: of this program's own making, without a `<`.
    static func style(_ sheet: String) -> HTML {
        HTML(markup: "<style>\(sheet.replacing("<", with: ""))</style>")
    }

    private static func written(_ attributes: KeyValuePairs<StaticString, String?>) -> String {
        attributes.map { name, value in value.map { " \(name)=\"\(escaped($0))\"" } ?? "" }.joined()
    }

    // MARK: Escaping

    /// Text that is the same text in an element and between quotation marks, and that no browser, printer or reader is
    /// led astray by: characters that command instead of being seen are made visible.
    static func escaped(_ text: String) -> String {
        // Most text has nothing of it.
        guard text.utf8.contains(where: isSuspect) else { return text }
        var result = ""
        result.reserveCapacity(text.utf8.count + 32)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            case "\n", "\t": result.unicodeScalars.append(scalar)
            case "\0"..."\u{1F}":
                result.unicodeScalars.append(Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}")
            case "\u{7F}": result += "\u{2421}"
            case "\u{80}"..."\u{9F}": result += "\u{FFFD}"
            // What turns the direction of what follows, to the end of the page if it likes.
            case "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}":
                result += "⟨U+\(String(scalar.value, radix: 16, uppercase: true))⟩"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// Of ASCII what is written otherwise; of the rest the first bytes of U+0080 to U+009F and U+2000 to U+2FFF.
    private static func isSuspect(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"):
            true
        case 0..<0x20: byte != UInt8(ascii: "\n") && byte != UInt8(ascii: "\t")
        case 0x7F, 0xC2, 0xE2: true
        default: false
        }
    }
}

extension HTML: ExpressibleByStringInterpolation {
    init(stringLiteral text: String) { self.init(text) }
}
