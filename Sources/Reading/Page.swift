import Course
public import Markdown
public import Text

/// A document laid out for a terminal or a file.
public struct Page: Sendable {
    public struct Options: Sendable, Equatable {
        /// No line is wider; what is less than `narrowest` counts as that.
        public var width: Int
        /// Where there is no colour, words and signs say what colour would.
        public var colors: ColorMode
        /// Whether links may be clicked; else their addresses are written out. Never without colour.
        public var hasLinks: Bool
        /// Whether the output goes into a file or a program: code is indented and has no bar, so it can be copied.
        public var isPiped: Bool
        /// Whether frames and bullets are to be ASCII.
        public var ascii: Bool
        /// Where lines are broken.
        public var breaking: LineBreaking
        /// Whether the line ends of a paragraph's source become blanks. Authors write a line for each sentence, and mean it.
        public var joinsLines: Bool
        /// Whether the page is listened to: words stand for signs and frames, and there is no colour.
        public var isSpoken: Bool

        public static let narrowest = 10

        public init(
            width: Int = 80, colors: ColorMode = .plain, hasLinks: Bool = false, isPiped: Bool = false,
            ascii: Bool = false, breaking: LineBreaking = .words, joinsLines: Bool = false,
            isSpoken: Bool = false
        ) {
            self.breaking = breaking
            self.joinsLines = joinsLines
            self.isSpoken = isSpoken
            self.width = width
            self.colors = colors
            self.hasLinks = hasLinks
            self.isPiped = isPiped
            self.ascii = ascii
        }
    }

    private let document: Document
    private let cards: PageCards

    /// - Parameters:
    ///   - quizzes: the quizzes by the line of their fence; one that is not here is shown as it stands, but for what
    ///     would give its answer away.
    ///   - exercises: titles by slug.
    ///   - findings: what a person calls the explorer's findings, by the word for their kind in a chapter; one that is not
    ///     here is shown by that word.
    ///   - links: where relative links lead; without it they are shown as they stand.
    public init(
        _ document: Document, quizzes: [Int: QuizCard] = [:], exercises: [String: String] = [:],
        findings: [String: String] = [:], links: CourseLinks? = nil
    ) {
        self.document = document
        cards = PageCards(
            quizzes: quizzes, exercises: exercises, findings: findings, samples: document.samples,
            links: links)
    }

    /// The whole page, without blank lines at its ends.
    public func lines(_ options: Options = Options()) -> [PageLine] { lines(options, answers: nil) }

    /// - Parameter answers: what has come of the live blocks so far; nil for a page on which nothing can be done.
    func lines(_ options: Options, answers: [LiveBlock.ID: LiveAnswer]?) -> [PageLine] {
        let layout = BlockLayout(options, cards: cards, answers: answers)
        let width = max(Options.narrowest, options.width)
        var lines: [PageLine] = []
        var section: Int?
        var previous: Block?
        for block in document.blocks {
            let content = layout.lines(of: block, width: width)
            guard !content.isEmpty else { continue }
            if let previous, layout.isSpaced(previous, block) {
                lines.append(PageLine(StyledLine(), section: section))
            }
            if case .heading(2, _) = block.content { section = section.map { $0 + 1 } ?? 0 }
            lines += content.map { PageLine($0, section: section, source: block.line) }
            previous = block
        }
        let notes = layout.lines(of: document.footnotes, width: width)
        if !lines.isEmpty, !notes.isEmpty { lines.append(PageLine(StyledLine())) }
        return lines + notes.map { PageLine($0) }
    }

    /// What can be done on the page, from its top.
    public var liveBlocks: [LiveBlock] {
        document.codeBlocks.flatMap { LiveBlock.all(of: $0, cards: cards) }
    }

    /// The lines of one section, without blank lines at its ends; none if there is no such section.
    public func lines(ofSection section: Int, _ options: Options = Options()) -> [PageLine] {
        var lines = lines(options).filter { $0.section == section }
        while lines.last?.content.isEmpty == true { lines.removeLast() }
        return lines
    }

    /// The whole page as text, each line with its line end.
    public func rendered(_ options: Options = Options()) -> String {
        lines(options).map { $0.content.rendered(options.colors) + "\n" }.joined()
    }
}
