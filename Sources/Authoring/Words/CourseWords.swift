import Course

/// The language of a course: its terms, and the spelling checker where there is one.
struct CourseWords: Sendable {
    private let course: Course
    private let terms: [Term]
    private let dictionary: Set<String>
    private let checker: Hunspell?

    init(_ course: Course, searchPath: String) {
        self.course = course
        terms = course.terms().list
        dictionary = terms.dictionary
        checker = course.language == "ko" ? Hunspell.find(path: searchPath) : nil
    }

    /// Uses of terms in a chapter, knowing what the chapters before it have introduced.
    func termFaults(in page: ChapterPage) -> [Fault] {
        var uses = TermUses(terms)
        for chapter in course.chapters where chapter.name != page.chapter.name {
            guard let index = course.chapters.firstIndex(where: { $0.name == page.chapter.name }),
                course.chapters[..<index].contains(where: { $0.name == chapter.name })
            else { break }
            if let earlier = ChapterPage(chapter, root: course.root) { _ = uses.faults(in: earlier) }
        }
        return uses.faults(in: page)
    }

    func spelling(of prose: [Prose], in text: SourceText) -> Spelling {
        Spelling(path: text.path, prose: prose, text: text, known: dictionary, checker: checker)
    }

    /// Language in files that are no pages: each line of them that holds Hangul.
    func dataChecks(_ paths: [String]) -> [any Check] {
        paths.compactMap { SourceText($0, in: course.root) }.flatMap { text -> [any Check] in
            [
                Found(forbidden(in: text)),
                spelling(of: Prose.lines(ofYAML: text.lines, from: 1), in: text),
            ]
        }
    }

    func forbidden(in text: SourceText) -> [Fault] { TermUses(terms).forbidden(in: text) }

    /// Tells that spelling was not checked, where it was not.
    var missingChecker: any Check {
        Found(checker == nil ? [Spelling.missing(in: course.language)].compactMap(\.self) : [])
    }
}
