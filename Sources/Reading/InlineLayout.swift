import Markdown
import Text

/// Turns running text into lines as the author broke them, not yet wrapped.
struct InlineLayout {
    let hasColor: Bool
    let hasLinks: Bool

    init(_ options: Page.Options) {
        hasColor = options.colors == .color
        hasLinks = options.hasLinks && hasColor
    }

    /// At least one line.
    func lines(of inlines: [Inline], style: Style = .plain) -> [StyledLine] {
        var lines = [StyledLine()]
        append(inlines, style, to: &lines)
        return lines
    }

    /// Everything in one line.
    func line(of inlines: [Inline], style: Style = .plain) -> StyledLine {
        let lines = lines(of: inlines, style: style)
        return lines.dropFirst().reduce(lines[0]) { $0 + " " + $1 }
    }

    private func append(_ inlines: [Inline], _ style: Style, to lines: inout [StyledLine]) {
        for inline in inlines { append(inline, style, to: &lines) }
    }

    private func append(_ inline: Inline, _ style: Style, to lines: inout [StyledLine]) {
        func write(_ text: String, _ style: Style) { lines[lines.count - 1].append(text, style) }
        switch inline {
        case .text(let text): write(text, style)
        case .code(let code): write(hasColor ? code : quoted(code), style.adding(Look.code))
        case .emphasis(let children): append(children, style.adding(Look.emphasis), to: &lines)
        case .strong(let children): append(children, style.adding(.bold), to: &lines)
        case .strikethrough(let children):
            if !hasColor { write("~~", style) }
            append(children, style.adding(Look.struck), to: &lines)
            if !hasColor { write("~~", style) }
        case .link(let destination, _, let children):
            appendLink(to: destination, children, style, to: &lines)
        case .image(let source, _, let children):
            let words = children.plainText
            let label = words.isEmpty ? "[그림]" : "[그림: \(words)]"
            appendLink(to: source, [.text(label)], style, to: &lines)
        case .softBreak, .hardBreak: lines.append(StyledLine())
        case .html(let tag) where Self.isLineBreak(tag): lines.append(StyledLine())
        case .html(let tag): write(tag, style.adding(.dim))
        case .footnote(let number): write("[\(number)]", style.adding(.dim))
        }
    }

    private func appendLink(
        to destination: String, _ children: [Inline], _ style: Style, to lines: inout [StyledLine]
    ) {
        guard !hasLinks || !Self.isAbsolute(destination) else {
            append(children, style.adding(Look.link(destination)), to: &lines)
            return
        }
        append(children, style.adding(Look.address), to: &lines)
        let words = children.plainText
        let repeats = [words, "mailto:\(words)", "http://\(words)"].contains(destination)
        guard !repeats, !destination.isEmpty else { return }
        lines[lines.count - 1].append(" (\(destination))", style)
    }

    /// A terminal knows no folder that a relative address could start from.
    private static func isAbsolute(_ destination: String) -> Bool {
        ["http://", "https://", "mailto:"].contains { destination.lowercased().hasPrefix($0) }
    }

    /// Code in as many backticks as it needs.
    private func quoted(_ code: String) -> String { code.contains("`") ? "`` \(code) ``" : "`\(code)`" }

    /// The only tag that says something to a terminal: a line break in a cell of a table.
    private static func isLineBreak(_ tag: String) -> Bool {
        ["<br>", "<br/>", "<br />"].contains(tag.lowercased())
    }
}
