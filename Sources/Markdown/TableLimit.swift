/// Tells texts whose tables would cost more than any reader wants to see.
///
/// A table fills each of its rows up to the columns of its header, in cmark-gfm 0.29.0.gfm.6 with no limit and in time
/// that grows with the square of the columns: 60 kB of `|` cost five seconds, and a file below the byte limit can ask
/// for gigabytes. Beyond these limits a document's tables are read as the text they are written in.
enum TableLimit {
    static let columns = 128
    /// Columns of the widest table times the lines of the text.
    static let cells = 1 << 18

    static func holds(for markdown: String) -> Bool {
        var widest = 0
        var lines = 1
        var pipes = 0
        var isDelimiter = true
        for byte in markdown.utf8 {
            switch byte {
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                if isDelimiter { widest = max(widest, pipes) }
                (lines, pipes, isDelimiter) = (lines + 1, 0, true)
            case UInt8(ascii: "|"): pipes += 1
            case _ where mayStandInDelimiter(byte): break
            default: isDelimiter = false
            }
        }
        if isDelimiter { widest = max(widest, pipes) }
        return widest <= columns + 1 && (widest + 1) * lines <= cells
    }

    /// Dashes, colons and blanks, and the marks of the lists and quotes that the table may stand in.
    private static func mayStandInDelimiter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "-"), UInt8(ascii: ":"), UInt8(ascii: " "), UInt8(ascii: "\t"), 0x0B, 0x0C,
            UInt8(ascii: ">"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: ")"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }
}
