/// The colours of every terminal's own palette, so that light and dark themes both stay readable.
public enum Color: UInt8, Sendable, CaseIterable {
    case black = 30
    case red, green, yellow, blue, magenta, cyan, white
    case brightBlack = 90
    case brightRed, brightGreen, brightYellow, brightBlue, brightMagenta, brightCyan, brightWhite

    /// The number in the escape sequence that sets the foreground.
    var code: UInt8 { rawValue }
}
