/// One chapter: the file `Lessons/NN-slug.md` as a value.
public struct Chapter: Sendable, Equatable {
    /// One `##` of the chapter: the unit of reading progress.
    public struct Section: Sendable, Equatable {
        public var title: String
        /// The heading in lower case with `-` for blanks; repeats get `-2`, `-3`.
        public var anchor: String
        /// First line of the section in the file, 1-based.
        public var line: Int
        public init(title: String, anchor: String, line: Int) {
            self.title = title
            self.anchor = anchor
            self.line = line
        }
    }

    /// `NN` of the file name as a number; what people type (`sil read 1`).
    public var number: Int
    /// The file name without number and `.md`: the identity that progress hangs on.
    public var slug: String
    /// The file name without `.md`.
    public var name: String
    /// Absolute path of the file.
    public var path: String
    public var title: String
    public var summary: String
    public var minutes: Int
    public var requires: [String]
    /// Old chapter slugs, and `slug#anchor` for sections.
    public var renamedFrom: [String]
    public var sections: [Section]
    /// Exercise slugs named by ```exercise blocks, in their order.
    public var exercises: [String]
    var text: Kept<String>
    /// Line of the file where `body` begins, 1-based.
    public var bodyLine: Int

    public init(
        number: Int, slug: String, name: String, path: String, title: String, summary: String = "",
        minutes: Int = 0,
        requires: [String] = [], renamedFrom: [String] = [], sections: [Section] = [],
        exercises: [String] = [],
        body: String = "", bodyLine: Int = 1
    ) {
        self.number = number
        self.slug = slug
        self.name = name
        self.path = path
        self.title = title
        self.summary = summary
        self.minutes = minutes
        self.requires = requires
        self.renamedFrom = renamedFrom
        self.sections = sections
        self.exercises = exercises
        self.text = .value(body)
        self.bodyLine = bodyLine
    }

    /// The GFM text after the front matter.
    public var body: String {
        get { text.value }
        set { text.value = newValue }
    }
}
