import Markdown
import Text

/// Turns running text into lines as the author broke them, and these into lines of a width.
struct InlineLayout {
    private let hasColor: Bool
    private let hasLinks: Bool
    private let isSpoken: Bool
    private let joinsLines: Bool
    private let breaking: LineBreaking
    private let links: CourseLinks?

    init(_ options: Page.Options, links: CourseLinks? = nil) {
        hasColor = options.colors == .color && !options.isSpoken
        hasLinks = options.hasLinks && hasColor
        isSpoken = options.isSpoken
        joinsLines = options.joinsLines
        breaking = options.breaking
        self.links = links
    }

    /// The text folded to a width.
    func wrapped(_ inlines: [Inline], to width: Int) -> [StyledLine] {
        lines(of: inlines).flatMap { wrapped($0, to: width) }
    }

    func wrapped(_ line: StyledLine, to width: Int) -> [StyledLine] { line.wrapped(to: width, breaking) }

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
        case .code(let code): write(hasColor || isSpoken ? code : quoted(code), style.adding(Look.code))
        case .emphasis(let children): append(children, style.adding(Look.emphasis), to: &lines)
        case .strong(let children): append(children, style.adding(.bold), to: &lines)
        case .strikethrough(let children): appendStruck(children, style, to: &lines)
        case .link(let destination, _, let children):
            appendLink(to: destination, children, style, to: &lines)
        case .image(let source, _, let children):
            let words = children.plainText
            let name = words.isEmpty ? "그림" : "그림: \(words)"
            let label = isSpoken ? "(\(name))" : "[\(name)]"
            appendLink(to: source, [.text(label)], style, to: &lines)
        case .softBreak where joinsLines: write(" ", style)
        case .softBreak, .hardBreak: lines.append(StyledLine())
        case .html(let tag) where Self.isLineBreak(tag): lines.append(StyledLine())
        case .html(let tag): write(tag, style.adding(.dim))
        case .footnote(let number): write(isSpoken ? "(주 \(number))" : "[\(number)]", style.adding(.dim))
        }
    }

    private func appendStruck(_ children: [Inline], _ style: Style, to lines: inout [StyledLine]) {
        let (before, after) = hasColor ? ("", "") : isSpoken ? ("(지운 글: ", ")") : ("~~", "~~")
        lines[lines.count - 1].append(before, style)
        append(children, style.adding(Look.struck), to: &lines)
        lines[lines.count - 1].append(after, style)
    }

    // MARK: Links

    /// To be clicked where that is possible, else with what to type or where it leads behind it.
    private func appendLink(
        to destination: String, _ children: [Inline], _ style: Style, to lines: inout [StyledLine]
    ) {
        let target = links?.target(of: destination) ?? .away
        if hasLinks, let address = address(of: target, destination) {
            append(children, style.adding(Look.link(address)), to: &lines)
            return
        }
        append(children, style.adding(Look.address), to: &lines)
        let words = children.plainText
        let repeats = [words, "mailto:\(words)", "http://\(words)"].contains(destination)
        guard !repeats, !destination.isEmpty else { return }
        let shown =
            switch target {
            case .place(_, let command, _): command
            case .file(let path, _): path
            case .away: destination
            }
        lines[lines.count - 1].append(" (\(shown))", style)
    }

    /// A terminal knows no folder that a relative address could start from.
    private func address(of target: CourseLinks.Target, _ destination: String) -> String? {
        switch target {
        case .place(_, _, let address), .file(_, let address): return address
        case .away:
            let isAbsolute = ["http://", "https://", "mailto:"].contains {
                destination.lowercased().hasPrefix($0)
            }
            return isAbsolute ? destination : nil
        }
    }

    /// Code in as many backticks as it needs.
    private func quoted(_ code: String) -> String { code.contains("`") ? "`` \(code) ``" : "`\(code)`" }

    /// The only tag that says something to a terminal: a line break in a cell of a table.
    private static func isLineBreak(_ tag: String) -> Bool {
        ["<br>", "<br/>", "<br />"].contains(tag.lowercased())
    }
}
