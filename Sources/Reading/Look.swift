import Text

/// The styles of a page: few, of the terminal's own palette, readable on dark and light.
enum Look {
    static let code = Style.color(.cyan)
    static let emphasis = Style(isItalic: true)
    static let struck = Style(isStruck: true)
    static let address = Style(isUnderlined: true)
    static func link(_ destination: String) -> Style { Style(isUnderlined: true, link: destination) }

    static let title = Style(isBold: true, color: .cyan)
    static let heading = Style.bold
    static let frame = Style.dim
    static let label = Style.dim
    static let run = Style(isBold: true, color: .cyan)
    static let explore = Style(isBold: true, color: .yellow)
    static let quiz = Style(isBold: true, color: .magenta)
    static let exercise = Style(isBold: true, color: .green)
    static let command = Style.color(.green)
    static let match = Style(isBold: true, color: .yellow)
}
