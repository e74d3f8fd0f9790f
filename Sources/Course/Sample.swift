public import Markdown

/// A complete program in a chapter, with what it does written under it: a block that readers can run from the page, and
/// that `author check` runs so that it cannot rot.
public struct Sample: Sendable, Equatable {
    /// The raw values are the first word behind the fence.
    public enum Language: String, Sendable, CaseIterable {
        case swift, c

        /// As a person writes it.
        public var name: String { self == .swift ? "Swift" : "C" }
    }

    /// What is done with it. The raw values are the second word behind the fence.
    public enum Use: String, Sendable, CaseIterable {
        /// Run once; the output is what it prints.
        case run
        /// Run under the schedule explorer; the output is what is found.
        case explore
    }

    /// What the words behind a fence say.
    public struct Kind: Sendable, Equatable {
        public var language: Language
        public var use: Use
        /// Of Swift: 5 or 6. Racing programs are what mode 6 refuses to compile, so exploring takes 5 unless told
        /// otherwise, as `sil explore` does.
        public var languageMode: Int

        public init(_ language: Language, _ use: Use, languageMode: Int? = nil) {
            self.language = language
            self.use = use
            self.languageMode = languageMode ?? (use == .run ? 6 : 5)
        }
    }

    /// A fence in a file.
    public struct Place: Sendable, Equatable {
        /// 1-based.
        public var line: Int
        /// 1-based, in bytes.
        public var column: Int

        public init(line: Int, column: Int = 1) {
            self.line = line
            self.column = column
        }
    }

    public var kind: Kind
    /// The program's text.
    public var code: String
    /// The opening fence. Line 1 of `code` is the line below it, moved right by `place.column - 1` bytes.
    public var place: Place
    public var expected: ExpectedOutput?
    /// The opening fence of `expected`.
    public var outputPlace: Place?

    public init(
        _ kind: Kind, code: String, place: Place, expected: ExpectedOutput? = nil, outputPlace: Place? = nil
    ) {
        self.kind = kind
        self.code = code
        self.place = place
        self.expected = expected
        self.outputPlace = outputPlace
    }
}

extension Chapter {
    /// The programs of the chapter in their order, each with the ```output block right under it.
    ///
    /// - Parameter document: the parsed `body`.
    public func samples(in document: Document) -> [Sample] { SampleReader(document).samples }
}

extension Document {
    /// The programs of any markdown text, chapter or not.
    public var samples: [Sample] { SampleReader(self).samples }
}
