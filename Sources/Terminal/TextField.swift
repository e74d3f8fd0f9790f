import Text

/// One line of text that is being typed, as a value.
public struct TextField: Sendable, Equatable {
    public private(set) var text = ""
    /// In characters as a person counts them.
    private static let charactersMax = 200

    public init(_ text: String = "") { self.text = text }

    /// Where the cursor stands behind the text.
    public var cells: Int { text.cells }

    /// Whether the key belonged to the text: a letter, a paste, or taking back.
    public mutating func take(_ key: Key) -> Bool {
        switch key {
        case .character(let character) where character != "\n":
            if text.count < Self.charactersMax { text.append(character) }
        case .pasted(let pasted):
            let line = pasted.prefix { !$0.isNewline }
            text += String(line.prefix(max(0, Self.charactersMax - text.count))).printable
        // A whole syllable, however many code points it has.
        case .backspace: if !text.isEmpty { text.removeLast() }
        case .control("u"): text = ""
        case .control("w"):
            while text.last?.isWhitespace == true { text.removeLast() }
            while let last = text.last, !last.isWhitespace { text.removeLast() }
        default: return false
        }
        return true
    }
}
