/// A piece of running text inside a block.
public indirect enum Inline: Sendable, Equatable {
    case text(String)
    case code(String)
    case emphasis([Inline])
    case strong([Inline])
    case strikethrough([Inline])
    /// Also what was written as a bare address.
    case link(destination: String, title: String, [Inline])
    /// The children are the alternative text.
    case image(source: String, title: String, [Inline])
    /// A line end of the source inside a paragraph.
    case softBreak
    /// A line end that the author asked for: two blanks or a backslash before it.
    case hardBreak
    /// A tag or an entity that was left as it stood.
    case html(String)
    /// The number of an entry of `Document.footnotes`, from 1.
    case footnote(Int)
}

extension Sequence where Element == Inline {
    /// The words alone: marks dropped, line ends become a blank, an image is its alternative text.
    public var plainText: String {
        var result = ""
        for inline in self {
            switch inline {
            case .text(let text), .code(let text): result += text
            case .emphasis(let children), .strong(let children), .strikethrough(let children),
                .link(_, _, let children), .image(_, _, let children):
                result += children.plainText
            case .softBreak, .hardBreak: result += " "
            case .html, .footnote: break
            }
        }
        return result
    }
}
