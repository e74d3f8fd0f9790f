public import Course
public import Progress
public import Text

/// `sil list`: chapters and exercises with their states.
public struct CourseList: Screen {
    /// What is opened on a terminal; a document always has everything.
    public enum Extent: Sendable, Equatable {
        case everything
        /// The exercises of one chapter.
        case chapter(Chapter)
        /// Everything, but of a course with more exercises than `unfoldedMax` only the chapters, and the exercises of
        /// the chapter that the learner is at.
        case readable
    }

    /// Some screens full.
    public static let unfoldedMax = 200

    public var course: Course
    public var progress: CourseProgress
    private let extent: Extent
    private let states: Set<Standing.State>?
    private let exercises: ChapterExercises

    /// - Parameter states: exercises in others are left out, and chapters without any left; nil leaves nothing out.
    public init(
        _ course: Course, _ progress: CourseProgress, _ extent: Extent = .readable,
        states: Set<Standing.State>? = nil
    ) {
        var course = course
        if let states {
            course.exercises.removeAll { !states.contains(progress.standings[$0.slug]?.state ?? .new) }
            let left = ChapterExercises(of: course)
            course.chapters.removeAll { left[$0].isEmpty }
        }
        self.course = course
        self.progress = progress
        self.extent = extent
        self.states = states
        exercises = ChapterExercises(of: course)
    }

    public var json: JSON {
        [
            "schema": 1, "course": .string(course.id), "title": .string(course.title),
            "chapters": .array(course.chapters.map(json)), "exercises": .array(course.exercises.map(json)),
        ]
    }

    private func json(_ chapter: Chapter) -> JSON {
        let read = progress.read[chapter.slug] ?? []
        return [
            "chapter": .string(chapter.slug), "number": .int(chapter.number), "name": .string(chapter.name),
            "title": .string(chapter.title), "summary": .string(chapter.summary),
            "minutes": .int(chapter.minutes),
            "read": .int(read.count),
            "sections": .array(
                chapter.sections.map {
                    [
                        "section": .string($0.anchor), "title": .string($0.title),
                        "read": .bool(read.contains($0.anchor)),
                    ]
                }),
            "exercises": .strings(exercises[chapter].map(\.slug)),
        ]
    }

    private func json(_ exercise: Exercise) -> JSON {
        let standing = progress.standings[exercise.slug] ?? Standing(maxScore: exercise.points)
        return [
            "exercise": .string(exercise.slug), "title": .string(exercise.title),
            "chapter": .string(exercise.chapter),
            "summary": .string(exercise.summary), "kind": .string(exercise.kind.rawValue),
            "difficulty": .int(exercise.difficulty), "minutes": .int(exercise.minutes),
            "state": .string(standing.state.rawValue), "score": .number(standing.score),
            "max_score": .number(standing.maxScore), "attempts": .int(standing.attempts),
        ]
    }

    // MARK: - On a terminal

    public func lines(width: Int) -> [StyledLine] {
        switch extent {
        case .chapter(let chapter): opened(chapter, width: width)
        case .readable where course.exercises.count > Self.unfoldedMax: folded(width: width)
        case .readable, .everything: everything(width: width)
        }
    }

    private func opened(_ chapter: Chapter, width: Int) -> [StyledLine] {
        head(of: chapter, width: width) + rows(of: exercises[chapter], width: width)
    }

    private func folded(width: Int) -> [StyledLine] {
        var lines = ChapterTable(course, progress, columns: [.reading, .exercises]).lines(width: width)
        let here = NextStep(in: course, progress)?.chapter(in: course)
        if let here { lines += [StyledLine()] + opened(here, width: width) }
        lines.append(StyledLine())
        if !exercises.loose.isEmpty {
            lines.append(StyledLine(" 장에 들지 않은 연습 \(exercises.loose.count)개"))
        }
        let example = (here ?? course.chapters.first).map { "sil list \($0.number)" } ?? "sil list --all"
        return lines
            + StyledLine("장을 적으면 그 장의 연습이 나옴: \(example). 모두는 sil list --all", .dim)
            .wrapped(in: width, indent: 1)
    }

    private func everything(width: Int) -> [StyledLine] {
        var lines: [StyledLine] = []
        for chapter in course.chapters {
            if !lines.isEmpty { lines.append(StyledLine()) }
            lines += opened(chapter, width: width)
        }
        let loose = exercises.loose
        if !loose.isEmpty {
            if !lines.isEmpty { lines.append(StyledLine()) }
            lines.append(StyledLine(" ") + StyledLine("장에 들지 않은 연습", .bold))
            lines += rows(of: loose, width: width)
        }
        guard !lines.isEmpty else {
            let nothing = states == nil ? "이 과정에는 아직 장도 연습도 없음." : "그런 연습이 없음."
            return StyledLine(nothing).wrapped(in: width, indent: 1)
        }
        return lines
    }

    private func head(of chapter: Chapter, width: Int) -> [StyledLine] {
        let read = progress.read[chapter.slug]?.count ?? 0
        let minutes = chapter.minutes > 0 ? " · 약 \(chapter.minutes)분" : ""
        let title = StyledLine(" ") + StyledLine("\(chapter.number) \(chapter.title)", .bold)
        return title.with(
            end: StyledLine("읽은 절 \(read)/\(chapter.sections.count)\(minutes)", .dim), in: min(width, 78))
    }

    private func rows(of exercises: [Exercise], width: Int) -> [StyledLine] {
        let rows = exercises.map { exercise -> [StyledLine] in
            let standing = progress.standings[exercise.slug] ?? Standing(maxScore: exercise.points)
            return [
                StyledLine("   \(standing.state.word)", standing.state.style), StyledLine(exercise.slug),
                StyledLine("\(Figures.points(standing.score))/\(Figures.points(standing.maxScore))점"),
                StyledLine(standing.attempts > 0 ? "\(standing.attempts)번" : "", .dim),
                StyledLine(exercise.title),
            ]
        }
        return Table(
            columns: [
                .init(), .init(), .init("", .right), .init("", .right), .init(canShrink: true),
            ], rows: rows
        ).lines(width: width)
    }
}
