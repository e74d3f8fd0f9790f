public import Course
public import Terminal
import Text

/// A chapter on a whole screen, as a state that takes keys: what is shown follows from it, and nothing else happens.
public struct Reader: Sendable {
    /// What a key asks of whoever holds the terminal.
    public enum Action: Sendable, Equatable {
        case stay, leave, interrupt
        /// Another place of the course; answered by `show`.
        case open(CourseLinks.Place)
        /// A program, once or under the explorer; answered by `take`, in the end with `done` or `givenUp`.
        case run(LiveBlock, Sample.Use)
        /// To give up what was run.
        case cancel
        /// What was typed as the answer to a quiz; answered by `take` with `done` or `askAgain`.
        case answer(LiveBlock, String)
        /// An exercise; answered by `take` with `done`.
        case start(LiveBlock)
    }

    /// Which part of the screen keys go to.
    enum Focus: Sendable, Equatable {
        case page, contents
        /// The keys, from this line on.
        case help(top: Int)
        case prompt(TextField)
        /// A quiz is being answered; the remark is what was wrong with the last try.
        case answering(LiveBlock.ID, TextField, remark: String?)
    }

    public private(set) var chapter: ReaderChapter
    let options: Page.Options
    var size = ScreenSize(width: 0, height: 0)
    var lines: [PageLine] = []
    private var laidOutWidth = 0
    var pace = ReadingPace()
    /// The first line on the screen.
    var top = 0
    var focus = Focus.page
    var hasContents = false
    /// The section chosen in the contents.
    var chosen = 0
    var query = ""
    var search: PageSearch?
    /// Index of the match that was gone to.
    var match: Int?
    var links: [ReaderLink] = []
    /// Index of the link that Return opens.
    var link: Int?
    var notice: String?
    /// The live blocks of the page, from the top.
    var placed: [PlacedBlock] = []
    /// The one that was chosen last.
    var chosenBlock: LiveBlock.ID?
    /// What came of live blocks, by the name of their chapter: it is there again when one comes back.
    var answers: [String: [LiveBlock.ID: LiveAnswer]] = [:]
    var running: Running?
    /// Where links were followed from.
    private var past: [Past] = []
    /// The block to go to once its chapter is shown, on the way back.
    private var pending: Int?

    struct Past: Sendable {
        var place: CourseLinks.Place
        var source: Int?
    }

    private static let pastMax = 100

    /// - Parameters:
    ///   - options: how pages look; the width is the most that one may take.
    ///   - anchor: the section to begin with; nil for the beginning.
    public init(_ chapter: ReaderChapter, options: Page.Options, at anchor: String? = nil) {
        self.chapter = chapter
        self.options = options
        answers[chapter.name] = chapter.answers
        layOut()
        go(to: anchor)
    }

    /// The answer to `Action.open`.
    public mutating func show(_ chapter: ReaderChapter, at anchor: String?) {
        self.chapter = chapter
        answers[chapter.name, default: [:]].merge(chapter.answers) { _, new in new }
        lines = []
        pace = ReadingPace()
        (search, match, query, link, chosenBlock) = (nil, nil, "", nil, nil)
        focus = .page
        layOut()
        top = 0
        go(to: anchor)
        if let block = pending.flatMap(block(of:)) { top = block.lowerBound }
        pending = nil
        clamp()
    }

    /// Says something in the status line until the next key.
    public mutating func tell(_ words: String) { notice = words }

    // MARK: Layout

    /// Takes the terminal's size: the block on top stays on top.
    public mutating func resize(_ size: ScreenSize) {
        guard size != self.size else { return }
        self.size = size
        // Nothing of the lines hangs on the height.
        if pageWidth == laidOutWidth { clamp() } else { layOut() }
    }

    private var pageWidth: Int { max(Page.Options.narrowest, min(options.width, textWidth)) }

    mutating func layOut() {
        let anchor = anchor
        let before = (width: laidOutWidth, links: links.count, matches: search?.matches.count)
        var options = options
        options.width = pageWidth
        lines = chapter.page.lines(options, answers: shownAnswers)
        laidOutWidth = options.width
        placed = Self.placed(chapter.blocks, in: lines)
        pace.layOut(lines)
        links = ReaderLink.links(in: lines)
        if links.count != before.links { link = nil }
        if !query.isEmpty { search = PageSearch(query, in: lines) }
        if search?.matches.count != before.matches { match = nil }
        if let anchor { top = line(at: anchor, isSameWidth: options.width == before.width) }
        clamp()
    }

    /// A line by its block, and how far into it: by lines at the same width, by its part at another.
    private struct Anchor {
        var source: Int
        var lines: Int
        var part: Double
    }

    private var anchor: Anchor? {
        guard top > 0, let index = lines.indices.dropFirst(top).first(where: { lines[$0].source != nil }),
            let source = lines[index].source, let block = block(of: source)
        else { return nil }
        let offset = index - block.lowerBound
        return Anchor(source: source, lines: offset, part: Double(offset) / Double(block.count))
    }

    private func line(at anchor: Anchor, isSameWidth: Bool) -> Int {
        guard let block = block(of: anchor.source) else {
            // An output that gave its place to a newer one: the block before it is still there.
            let before = lines.lazy.compactMap(\.source).filter { $0 < anchor.source }.max()
            return before.flatMap(block(of:)).map { min(top, $0.upperBound - 1) } ?? top
        }
        guard isSameWidth else {
            return block.lowerBound + Int((anchor.part * Double(block.count)).rounded())
        }
        return block.lowerBound + min(anchor.lines, block.count - 1)
    }

    private func block(of source: Int) -> Range<Int>? {
        guard let first = lines.firstIndex(where: { $0.source == source }),
            let last = lines.lastIndex(where: { $0.source == source })
        else { return nil }
        return first..<(last + 1)
    }

    /// Rows for the page; the last row of the screen is the status line.
    var height: Int { max(1, size.height - 1) }
    var visible: Range<Int> { top..<max(top, min(lines.count, top + height)) }

    mutating func clamp() { top = max(0, min(top, lines.count - height)) }

    // MARK: Time

    /// Lets time pass before the reader.
    ///
    /// - Returns: Anchors of sections that were read by now and were not before.
    public mutating func pass(milliseconds: Int) -> [String] {
        running?.milliseconds += milliseconds
        guard focus == .page || focus == .contents, size.height > 1, isPageShown else { return [] }
        return pace.pass(milliseconds, over: visible).compactMap { index in
            guard chapter.sections.indices.contains(index) else { return nil }
            let isNew = !chapter.sections[index].isRead
            chapter.sections[index].isRead = true
            return isNew ? chapter.sections[index].anchor : nil
        }
    }

    // MARK: Places

    /// Index of the section that the top of the screen is in.
    var section: Int? { lines.indices.contains(top) ? lines[top].section : nil }

    mutating func go(toSection index: Int) {
        guard let line = lines.firstIndex(where: { $0.section == index }) else { return }
        top = line
        clamp()
    }

    private mutating func go(to anchor: String?) {
        guard let anchor, let index = chapter.sections.firstIndex(where: { $0.anchor == anchor }) else {
            return
        }
        go(toSection: index)
        chosen = index
    }

    /// Goes where a link leads, here or to another chapter.
    mutating func follow(_ place: CourseLinks.Place) -> Action {
        pending = nil
        let here = lines[visible].lazy.compactMap(\.source).first
        past.append(Past(place: CourseLinks.Place(chapter: chapter.name, anchor: nil), source: here))
        if past.count > Self.pastMax { past.removeFirst() }
        guard place.chapter == chapter.name else { return .open(place) }
        if let anchor = place.anchor { go(to: anchor) } else { top = 0 }
        return .stay
    }

    /// Back to where the last link was followed from.
    mutating func goBack() -> Action {
        guard let last = past.popLast() else {
            notice = "돌아갈 곳이 없음"
            return .stay
        }
        guard last.place.chapter == chapter.name else {
            pending = last.source
            return .open(last.place)
        }
        last.source.flatMap(block(of:)).map { top = $0.lowerBound }
        clamp()
        return .stay
    }
}
