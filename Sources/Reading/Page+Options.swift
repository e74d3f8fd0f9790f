import Text

extension Page.Options {
    /// The options in a line: what tells apart two outputs of one page.
    public var word: String {
        let truths = [hasLinks, isPiped, ascii, joinsLines, isSpoken, colors == .color, breaking == .words]
        return "\(width) " + truths.map { $0 ? "1" : "0" }.joined()
    }
}
