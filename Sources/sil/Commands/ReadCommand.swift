import ArgumentParser
import Course
import Progress
import Reading
import Text

/// `sil read [CHAPTER[#SECTION]]`.
struct ReadCommand: Action {
    static let configuration = CommandConfiguration(commandName: "read", abstract: "장이나 절을 읽음")

    @OptionGroup var options: GlobalOptions

    @Argument(help: ArgumentHelp("장의 번호나 이름, 절은 # 뒤에 (5#네-단계). 없으면 읽던 곳", valueName: "장#절"))
    var place: String?

    func run(in session: Session) async throws -> ExitStatus {
        let course = try session.course()
        let reading = try Reading(place, course: course, session: session)
        if options.json {
            try session.output.write(reading.report(in: session))
            return .done
        }
        return try reading.show(in: session)
    }
}

/// What one `sil read` shows: a chapter, or one section of it.
private struct Reading {
    let course: Course
    let chapter: Chapter
    /// Index of the only section to show; nil for the whole chapter.
    let section: Int?

    init(_ place: String?, course: Course, session: Session) throws {
        self.course = course
        guard let place else {
            chapter = try Reading.nextChapter(of: course, session: session)
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

    // MARK: Showing

    func show(in session: Session) throws -> ExitStatus {
        let output = session.output
        let shape = Page.Options(
            width: output.width, colors: output.colors, hasLinks: output.isTerminal,
            isPiped: !output.isTerminal)
        let lines = try page(shape).map(\.content)
        guard output.isTerminal else {
            try output.write(lines)
            return .done
        }
        guard session.surroundings.canPage else {
            try output.write(lines)
            markRead(in: session)
            return .done
        }
        switch try Pager(environment: session.surroundings.environment).show(output.rendered(lines)) {
        case .well: markRead(in: session)
        case .missing:
            try output.write(lines)
            markRead(in: session)
        case .badly: return .interrupted
        }
        return .done
    }

    private func page(_ options: Page.Options) throws -> [PageLine] {
        let page = try Page(of: chapter, in: course)
        guard let section else { return page.lines(options) }
        return page.lines(ofSection: section, options)
    }

    private var sections: [Chapter.Section] { section.map { [chapter.sections[$0]] } ?? chapter.sections }

    /// Reading comes first: a store that cannot be written is told, and that is all.
    private func markRead(in session: Session) {
        guard !sections.isEmpty else { return }
        do {
            try session.store().markRead(
                chapter: chapter, sections: sections.map(\.anchor), course: course.id)
        } catch {
            session.tellWithoutStopping(error)
        }
    }

    // MARK: JSON

    func report(in session: Session) throws -> ReadReport {
        let lines = try page(Page.Options(width: session.output.width, isPiped: true))
        return ReadReport(
            course: course.id, chapter: chapter, sections: sections,
            read: session.overview(of: course).read[chapter.slug, default: []],
            text: lines.map { $0.content.text + "\n" }.joined())
    }
}
