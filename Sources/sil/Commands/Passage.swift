import Course
import Progress
import Reading
import Text

/// What one `sil read` shows: a chapter, or one section of it.
struct Passage {
    let course: Course
    let chapter: Chapter
    /// Index of the only section to show; nil for the whole chapter.
    let section: Int?

    init(_ place: String?, course: Course, session: Session) throws {
        self.course = course
        guard let place else {
            chapter = try Passage.nextChapter(of: course, session: session)
            section = nil
            return
        }
        let parts = place.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(
            String.init)
        chapter = try course.chapter(parts[0])
        guard parts.count == 2, !parts[1].isEmpty else {
            section = nil
            return
        }
        let wanted = try course.section(of: chapter, parts[1])
        section = chapter.sections.firstIndex(of: wanted)
    }

    /// The first chapter with a section not yet read; the first of all when everything is.
    private static func nextChapter(of course: Course, session: Session) throws -> Chapter {
        guard let first = course.chapters.first else {
            throw Failure(
                kind: "no_chapter", message: "이 과정에는 장이 없음: \(course.root)",
                suggestions: ["Lessons/에 01-이름.md를 두세요."], exitStatus: .badInput)
        }
        let read = session.overview(of: course).read
        return course.chapters.first { $0.sections.count > read[$0.slug, default: []].count } ?? first
    }

    var sections: [Chapter.Section] { section.map { [chapter.sections[$0]] } ?? chapter.sections }

    func lines(_ options: Page.Options) throws -> [PageLine] {
        let page = try Page(of: chapter, in: course)
        guard let section else { return page.lines(options) }
        return page.lines(ofSection: section, options)
    }

    /// The markdown itself.
    var source: String {
        guard let section else { return chapter.body }
        let lines = chapter.body.split(separator: "\n", omittingEmptySubsequences: false)
        let first = chapter.sections[section].line - chapter.bodyLine
        let end =
            section + 1 < chapter.sections.count
            ? chapter.sections[section + 1].line - chapter.bodyLine : lines.count
        let text = lines[max(0, first)..<min(lines.count, max(first, end))].joined(separator: "\n")
        return text.hasSuffix("\n") ? text : text + "\n"
    }

    // MARK: Progress

    /// The sections that somebody fast reads in that time, from the first on: what a pager shows when is its secret.
    func sections(of lines: [PageLine], readIn time: Duration) -> [Chapter.Section] {
        var pace = ReadingPace(lines)
        var rest = Int(time / .milliseconds(1))
        var read: Set<Int> = []
        while rest > 0 {
            read.formUnion(pace.pass(rest, over: 0..<lines.count))
            rest -= ReadingPace.stepMS
        }
        return read.sorted().map { chapter.sections[$0] }
    }

    /// Reading comes first: a store that cannot be written is told, and that is all.
    func markRead(_ sections: [Chapter.Section], in session: Session) {
        guard !sections.isEmpty else { return }
        do {
            try session.store().markRead(
                chapter: chapter, sections: sections.map(\.anchor), course: course.id)
        } catch {
            session.tellWithoutStopping(error)
        }
    }

    // MARK: JSON

    func report(_ look: PageOptions, in session: Session) throws -> ReadReport {
        var options = look.page(on: session.output, piped: true)
        options.colors = .plain
        let lines = try lines(options)
        return ReadReport(
            course: course.id, chapter: chapter, sections: sections,
            read: session.overview(of: course).read[chapter.slug, default: []],
            text: lines.map { $0.content.text + "\n" }.joined())
    }
}
