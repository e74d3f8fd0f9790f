/// How a piece of a line looks. What it means must be in its words too: plain output shows none of this.
public struct Style: Sendable, Hashable {
    public var isBold: Bool
    public var isDim: Bool
    public var isItalic: Bool
    public var isUnderlined: Bool
    public var isStruck: Bool
    /// Foreground and background change places: what is searched or chosen.
    public var isReversed: Bool
    public var color: Color?
    /// The address that the piece leads to when clicked.
    public var link: String?
    /// By which whoever lays out finds the piece again on its line, however it was wrapped. No terminal sees it.
    public var mark: Int?

    public init(
        isBold: Bool = false, isDim: Bool = false, isItalic: Bool = false, isUnderlined: Bool = false,
        isStruck: Bool = false, isReversed: Bool = false, color: Color? = nil, link: String? = nil,
        mark: Int? = nil
    ) {
        self.isBold = isBold
        self.isDim = isDim
        self.isItalic = isItalic
        self.isUnderlined = isUnderlined
        self.isStruck = isStruck
        self.isReversed = isReversed
        self.color = color
        self.link = link
        self.mark = mark
    }

    public static let plain = Style()
    public static let bold = Style(isBold: true)
    public static let dim = Style(isDim: true)
    public static func color(_ color: Color) -> Style { Style(color: color) }

    /// This look and `other`'s together; of two colours, addresses or marks, `other`'s.
    public func adding(_ other: Style) -> Style {
        Style(
            isBold: isBold || other.isBold, isDim: isDim || other.isDim, isItalic: isItalic || other.isItalic,
            isUnderlined: isUnderlined || other.isUnderlined, isStruck: isStruck || other.isStruck,
            isReversed: isReversed || other.isReversed,
            color: other.color ?? color, link: other.link ?? link, mark: other.mark ?? mark)
    }

    /// The parameters of the escape sequence, none for plain text.
    var codes: [UInt8] {
        let attributes: [(Bool, UInt8)] = [
            (isBold, 1), (isDim, 2), (isItalic, 3), (isUnderlined, 4), (isStruck, 9),
            (isReversed, 7),
        ]
        return attributes.filter(\.0).map(\.1) + (color.map { [$0.code] } ?? [])
    }
}
