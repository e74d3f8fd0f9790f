import Course
import Progress
import Reading
import Terminal

/// The reader on a terminal: loads the chapters it asks for, lets time pass before it, and records what was read.
final class ReaderScreen {
    private let course: Course
    private let session: Session
    private var reader: Reader
    private var lastLook = ContinuousClock.now
    /// What kept something from being recorded; told once the screen is left.
    private var failure: (any Error)?

    /// - Throws: `MarkdownError`.
    init(_ passage: Passage, look: Page.Options, in session: Session) throws {
        course = passage.course
        self.session = session
        let chapter = try Self.page(of: passage.chapter, in: passage.course, session)
        reader = Reader(
            chapter, options: look, at: passage.section.map { passage.chapter.sections[$0].anchor })
    }

    func run() throws -> FullScreen.Answer {
        defer { if let failure { session.tellWithoutStopping(failure) } }
        lastLook = .now
        return try FullScreen(on: session.output).run(
            draw: draw, answer: answer, changed: letTimePass)
    }

    private func draw(_ size: ScreenSize) -> Picture {
        reader.resize(size)
        return reader.picture
    }

    private func answer(_ key: Key) -> FullScreen.Answer {
        switch reader.press(key) {
        case .stay: return .stay
        case .leave: return .leave
        case .interrupt: return .interrupt
        case .open(let place):
            open(place)
            return .stay
        }
    }

    private func open(_ place: CourseLinks.Place) {
        guard let chapter = course.chapters.first(where: { $0.name == place.chapter }) else {
            return reader.tell("없는 장: \(place.chapter)")
        }
        do {
            reader.show(try Self.page(of: chapter, in: course, session), at: place.anchor)
        } catch {
            reader.tell(Failure(error).message)
        }
    }

    /// Whether something is to be drawn anew: a section that was read.
    private func letTimePass() -> Bool {
        let now = ContinuousClock.now
        let milliseconds = Int((now - lastLook) / .milliseconds(1))
        lastLook = now
        let read = reader.pass(milliseconds: milliseconds)
        guard !read.isEmpty, let chapter = course.chapters.first(where: { $0.name == reader.chapter.name })
        else { return false }
        do {
            try session.store().markRead(chapter: chapter, sections: read, course: course.id)
        } catch {
            if failure == nil { reader.tell("읽은 것을 기록하지 못함: \(Failure(error).message)") }
            failure = error
        }
        return true
    }

    private static func page(
        of chapter: Chapter, in course: Course, _ session: Session
    ) throws -> ReaderChapter {
        let read = session.overview(of: course).read[chapter.slug, default: []]
        let index = course.chapters.firstIndex { $0.name == chapter.name } ?? 0
        return ReaderChapter(
            name: chapter.name, title: "\(chapter.number)장 \(chapter.title)",
            page: try Page(of: chapter, in: course),
            sections: chapter.sections.map {
                ReaderChapter.Section(title: $0.title, anchor: $0.anchor, isRead: read.contains($0.anchor))
            },
            links: CourseLinks(of: chapter, in: course),
            previous: index > 0 ? course.chapters[index - 1].name : nil,
            next: index + 1 < course.chapters.count ? course.chapters[index + 1].name : nil)
    }
}
