/// The signs that a page is drawn with.
struct Marks: Sendable {
    struct Frame: Sendable {
        var left: String
        var middle: String
        var right: String
    }

    /// For lists within lists, then from the beginning.
    var bullets: [String]
    var done: String
    var open: String
    var line: String
    var doubleLine: String
    var bar: String
    var thickBar: String
    var separator: String
    var top: Frame
    var inner: Frame
    var bottom: Frame

    static let unicode = Marks(
        bullets: ["•", "◦", "▪"], done: "☑", open: "☐", line: "─", doubleLine: "═", bar: "│", thickBar: "▌",
        separator: "·",
        top: Frame(left: "┌", middle: "┬", right: "┐"), inner: Frame(left: "├", middle: "┼", right: "┤"),
        bottom: Frame(left: "└", middle: "┴", right: "┘"))

    static let ascii = Marks(
        bullets: ["*", "-", "+"], done: "[x]", open: "[ ]", line: "-", doubleLine: "=", bar: "|",
        thickBar: "|",
        separator: "-",
        top: Frame(left: "+", middle: "+", right: "+"), inner: Frame(left: "+", middle: "+", right: "+"),
        bottom: Frame(left: "+", middle: "+", right: "+"))
}
