/// A chapter as the reader takes it.
public struct ReaderChapter: Sendable {
    public struct Section: Sendable, Equatable {
        public var title: String
        public var anchor: String
        public var isRead: Bool

        public init(title: String, anchor: String, isRead: Bool = false) {
            self.title = title
            self.anchor = anchor
            self.isRead = isRead
        }
    }

    /// As `Chapter.name`.
    public var name: String
    /// `5장 레이스 컨디션`.
    public var title: String
    public var page: Page
    public var sections: [Section]
    public var links: CourseLinks?
    /// The chapters before and behind it, by name.
    public var previous: String?
    public var next: String?
    /// What is known of its live blocks before anything is done: where the learner stands with the exercises.
    public var answers: [LiveBlock.ID: LiveAnswer]
    /// The live blocks of the page.
    let blocks: [LiveBlock]

    public init(
        name: String, title: String, page: Page, sections: [Section], links: CourseLinks? = nil,
        previous: String? = nil, next: String? = nil, answers: [LiveBlock.ID: LiveAnswer] = [:]
    ) {
        self.answers = answers
        blocks = page.liveBlocks
        self.name = name
        self.title = title
        self.page = page
        self.sections = sections
        self.links = links
        self.previous = previous
        self.next = next
    }
}
