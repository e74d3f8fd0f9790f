import Course
import Progress
import Reading
import Terminal

/// The reader on a terminal: loads the chapters it asks for, lets time pass before it, records what was read, and does
/// what is asked of the live blocks.
final class ReaderScreen {
    private let course: Course
    /// Its talk goes to `remarks`.
    private let session: Session
    /// Tells on stderr what is left to be told once the screen is left.
    private let outer: Session
    private var reader: Reader
    private let programs: PagePrograms
    private let actions: PageActions
    /// What would go to stderr; shown in the last row, as nothing else can be written on this screen.
    private let remarks: Remarks
    private var lastLook = ContinuousClock.now
    /// What kept something from being recorded; told once the screen is left.
    private var failure: (any Error)?

    /// - Parameter programs: runs what is asked for beside the screen; whoever made it ends it.
    /// - Throws: `MarkdownError`.
    init(_ passage: Passage, look: Page.Options, programs: PagePrograms, in session: Session) throws {
        course = passage.course
        remarks = Remarks()
        outer = session
        self.session = session.remarking(to: remarks)
        self.programs = programs
        actions = PageActions(of: course, look: look, in: self.session)
        let chapter = try Self.page(of: passage.chapter, in: passage.course, actions, session)
        reader = Reader(
            chapter, options: look, at: passage.section.map { passage.chapter.sections[$0].anchor })
    }

    func run() throws -> FullScreen.Answer {
        defer { if let failure { outer.tellWithoutStopping(failure) } }
        lastLook = .now
        return try FullScreen(on: session.output).run(
            draw: draw, answer: answer, watching: [programs.descriptor], changed: changed)
    }

    private func draw(_ size: ScreenSize) -> Picture {
        reader.resize(size)
        return reader.picture
    }

    // MARK: What the reader asks for

    private func answer(_ key: Key) -> FullScreen.Answer {
        switch reader.press(key) {
        case .stay: break
        case .leave: return .leave
        case .interrupt: return .interrupt
        case .open(let place): open(place)
        case .cancel: programs.cancel()
        case .run(let block, let use):
            guard case .sample(let sample) = block.kind else { break }
            programs.run(
                SampleRun(sample, as: use, in: session), of: block.id, in: reader.chapter.name)
        case .answer(let block, let typed): act(on: block) { try actions.answer($0, typed, to: $1) }
        case .start(let block): act(on: block) { try actions.start($0, $1) }
        }
        return .stay
    }

    private func act(on block: LiveBlock, _ action: (Chapter, LiveBlock) throws -> Reader.LiveEvent) {
        guard let chapter = course.chapters.first(where: { $0.name == reader.chapter.name }) else { return }
        do {
            reader.take(try action(chapter, block), of: block.id, in: chapter.name)
        } catch {
            reader.take(.done(LiveAnswer(Failure(error))), of: block.id, in: chapter.name)
        }
    }

    private func open(_ place: CourseLinks.Place) {
        guard let chapter = course.chapters.first(where: { $0.name == place.chapter }) else {
            return reader.tell("없는 장: \(place.chapter)")
        }
        do {
            reader.show(try Self.page(of: chapter, in: course, actions, session), at: place.anchor)
        } catch {
            reader.tell(Failure(error).message)
        }
    }

    // MARK: What happens meanwhile

    /// Whether something is to be drawn anew.
    private func changed() -> Bool {
        let news = programs.takeNews()
        for one in news { reader.take(one.event, of: one.block, in: one.chapter) }
        let hasRead = letTimePass()
        if remarks.takeNews(), let words = remarks.lines.first {
            reader.tell(words)
            return true
        }
        return !news.isEmpty || hasRead || reader.isWorking
    }

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
        of chapter: Chapter, in course: Course, _ actions: PageActions, _ session: Session
    ) throws -> ReaderChapter {
        let progress = session.overview(of: course)
        let read = progress.read[chapter.slug, default: []]
        let index = course.chapters.firstIndex { $0.name == chapter.name } ?? 0
        let page = try Page(of: chapter, in: course)
        return ReaderChapter(
            name: chapter.name, title: "\(chapter.number)장 \(chapter.title)", page: page,
            sections: chapter.sections.map {
                ReaderChapter.Section(title: $0.title, anchor: $0.anchor, isRead: read.contains($0.anchor))
            },
            links: CourseLinks(of: chapter, in: course),
            previous: index > 0 ? course.chapters[index - 1].name : nil,
            next: index + 1 < course.chapters.count ? course.chapters[index + 1].name : nil,
            answers: actions.standings(of: page.liveBlocks, progress))
    }
}
