public import Text

/// What came of a live block: stands below it on the page.
public struct LiveAnswer: Sendable {
    /// A piece with a title of its own.
    public struct Part: Sendable {
        /// nil for a piece that needs none.
        public var title: StyledLine?
        /// Makes its lines, none of them wider than that.
        public var lines: @Sendable (_ width: Int) -> [StyledLine]

        public init(
            _ title: StyledLine? = nil, lines: @escaping @Sendable (_ width: Int) -> [StyledLine]
        ) {
            self.title = title
            self.lines = lines
        }
    }

    public var parts: [Part]
    /// Whether it stands in the place of the output that the chapter holds.
    public var replacesOutput: Bool
    /// What the key for the block does next: `다시 실행`; nil for what it did before.
    public var nextVerb: String?
    /// Whether the chapter's own output was asked for instead.
    var showsRecorded = false

    public init(_ parts: [Part], replacesOutput: Bool = false, nextVerb: String? = nil) {
        self.parts = parts
        self.replacesOutput = replacesOutput
        self.nextVerb = nextVerb
    }

    /// One sentence, and what to do.
    public init(_ title: StyledLine, sentences: [String], nextVerb: String? = nil) {
        self.init(
            [Part(title) { width in sentences.flatMap { StyledLine($0).wrapped(to: width) } }],
            nextVerb: nextVerb)
    }
}

extension LiveAnswer.Part {
    /// Rows of a page that what a program printed may take.
    static let rowsMax = 200

    /// What a program printed, as it would stand on a terminal; of much only the beginning, and how much is left out.
    public static func printed(_ text: String, _ title: StyledLine) -> LiveAnswer.Part {
        var all = text.split(separator: "\n", omittingEmptySubsequences: false)
        if all.last?.isEmpty == true { all.removeLast() }
        let (kept, count) = (all.prefix(rowsMax).map(String.init), all.count)
        return LiveAnswer.Part(title) { width in rows(of: kept, among: count, width: width) }
    }

    private static func rows(of lines: [String], among count: Int, width: Int) -> [StyledLine] {
        var rows: [StyledLine] = []
        var shown = 0
        for line in lines where rows.count < rowsMax {
            // No more of a line is looked at than can be shown of it.
            let most = (rowsMax - rows.count) * max(1, width)
            let head = line.prefix(most)
            rows += StyledLine(FenceLayout.expandingTabs(head)).folded(to: width).prefix(rowsMax - rows.count)
            if head.endIndex == line.endIndex { shown += 1 }
        }
        guard shown < count else { return rows }
        let note = "… 너무 길어 뒤를 줄임: \(count)줄 가운데 \(shown)줄을 보임"
        return rows + StyledLine(note, Look.label).wrapped(to: width)
    }
}
