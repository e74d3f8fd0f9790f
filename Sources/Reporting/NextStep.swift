public import Course
import Foundation
public import Progress

/// What to do next: the first thing in the order of the course that is not done.
public enum NextStep: Sendable, Equatable {
    /// Read on at a section; about how many minutes of the chapter are left.
    case read(Chapter, Chapter.Section, minutes: Int)
    case solve(Exercise, Standing.State)

    /// The exercise that was touched last and is not passed; else the first section that is not read, chapter by
    /// chapter with their exercises; nil when all is done.
    public init?(in course: Course, _ progress: CourseProgress) {
        let step = Self.unfinished(in: course, progress) ?? Self.inOrder(course, progress)
        guard let step else { return nil }
        self = step
    }

    /// The exercise to go on with: begun and not passed, the one touched last.
    public static func unfinished(in course: Course, _ progress: CourseProgress) -> NextStep? {
        let begun = course.exercises.compactMap { exercise -> (Exercise, Standing)? in
            guard let standing = progress.standings[exercise.slug] else { return nil }
            return standing.state == .started || standing.state == .tried ? (exercise, standing) : nil
        }
        let latest = begun.max { left, right in
            (left.1.last?.at ?? left.1.startedAt ?? .distantPast)
                < (right.1.last?.at ?? right.1.startedAt ?? .distantPast)
        }
        return latest.map { .solve($0.0, $0.1.state) }
    }

    /// The first section that is not read.
    public static func unread(in course: Course, _ progress: CourseProgress) -> NextStep? {
        course.chapters.lazy.compactMap { unread(in: $0, progress) }.first
    }

    /// The first exercise that is not passed and whose required ones are.
    public static func unsolved(in course: Course, _ progress: CourseProgress) -> NextStep? {
        unsolved(among: course.exercises, course, progress)
    }

    /// What a person types for it.
    public var command: String {
        switch self {
        case .read(let chapter, let section, _): "sil read \(chapter.number)#\(section.anchor)"
        case .solve(let exercise, .new): "sil start \(exercise.slug)"
        case .solve(let exercise, _): "sil submit \(exercise.slug)"
        }
    }

    /// The chapter that it is in; nil for an exercise of none.
    public func chapter(in course: Course) -> Chapter? {
        switch self {
        case .read(let chapter, _, _): chapter
        case .solve(let exercise, _): course.chapters.first { $0.name == exercise.chapter }
        }
    }

    /// What it is, in a line: `5장 레이스 컨디션 › 네 단계`, `once 한 번만 초기화하기 (12분)`.
    public var label: String {
        switch self {
        case .read(let chapter, let section, _): "\(chapter.number)장 \(chapter.title) › \(section.title)"
        case .solve(let exercise, _): "\(exercise.slug) \(exercise.title) (\(exercise.minutes)분)"
        }
    }

    /// The first section that is not read or exercise that is not passed, chapter by chapter.
    static func inOrder(_ course: Course, _ progress: CourseProgress) -> NextStep? {
        let exercises = ChapterExercises(of: course)
        for chapter in course.chapters {
            if let step = unread(in: chapter, progress) { return step }
            if let step = unsolved(among: exercises[chapter], course, progress) { return step }
        }
        return unsolved(in: course, progress)
    }

    private static func unread(in chapter: Chapter, _ progress: CourseProgress) -> NextStep? {
        let read = progress.read[chapter.slug] ?? []
        let unread = chapter.sections.filter { !read.contains($0.anchor) }
        guard let first = unread.first else { return nil }
        let share = Double(unread.count) / Double(chapter.sections.count)
        return .read(chapter, first, minutes: Int((Double(chapter.minutes) * share).rounded(.up)))
    }

    private static func unsolved(
        among exercises: [Exercise], _ course: Course, _ progress: CourseProgress
    ) -> NextStep? {
        func isPassed(_ slug: String) -> Bool { progress.standings[slug]?.state == .passed }
        func isKnown(_ slug: String) -> Bool { course.exercises.contains { $0.slug == slug } }
        let open = exercises.first { exercise in
            !isPassed(exercise.slug) && exercise.requires.allSatisfy { isPassed($0) || !isKnown($0) }
        }
        return open.map { .solve($0, progress.standings[$0.slug]?.state ?? .new) }
    }
}
