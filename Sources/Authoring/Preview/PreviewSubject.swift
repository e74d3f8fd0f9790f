public import Course
import Foundation
import Glibc

/// What an author looks at: a chapter or an exercise, found again each time something was saved.
public struct PreviewSubject: Sendable, Equatable {
    public enum Kind: Sendable { case chapter, exercise }

    public var kind: Kind
    /// The chapter's file name without `.md`, or the slug.
    public var name: String

    public init(_ kind: Kind, _ name: String) {
        self.kind = kind
        self.name = name
    }

    /// What someone means by a name: a chapter by its number, an exact name of either, then a beginning.
    ///
    /// - Throws: `CourseError` for what is neither; a broken one is found.
    public static func find(_ reference: String, in course: Course) throws(CourseError) -> PreviewSubject {
        if Int(reference) == nil {
            let slugs = course.exercises.map(\.slug) + course.brokenExercises.keys
            if slugs.contains(reference) { return PreviewSubject(.exercise, reference) }
            if course.brokenChapters[reference] != nil { return PreviewSubject(.chapter, reference) }
        }
        do throws(CourseError) {
            return PreviewSubject(.chapter, try course.chapter(reference).name)
        } catch {
            let asExercise: Exercise
            do throws(CourseError) {
                asExercise = try course.exercise(reference)
            } catch let other {
                throw PreviewSubject.likelier(error, other)
            }
            return PreviewSubject(.exercise, asExercise.slug)
        }
    }

    /// Of two refusals the one that helps more: a broken thing, then names that are near.
    private static func likelier(_ first: CourseError, _ second: CourseError) -> CourseError {
        switch (first, second) {
        case (.faults, _), (.ambiguous, _): first
        case (_, .faults), (_, .ambiguous): second
        case (.unknownChapter(_, let nearest), _) where !nearest.isEmpty: first
        default: second
        }
    }

    /// What was saved last; nil in a course that has neither chapters nor exercises.
    public static func newest(in root: String) -> PreviewSubject? {
        var best: (time: timespec, subject: PreviewSubject)?
        func offer(_ subject: PreviewSubject, _ path: String) {
            var status = stat()
            guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return }
            let time = status.st_mtim
            if let best, (best.time.tv_sec, best.time.tv_nsec) >= (time.tv_sec, time.tv_nsec) { return }
            best = (time, subject)
        }
        for name in names(in: root + "/Lessons")
        where name.hasSuffix(".md") && name.lowercased() != "readme.md" {
            offer(PreviewSubject(.chapter, String(name.dropLast(3))), "\(root)/Lessons/\(name)")
        }
        for slug in names(in: root + "/Exercises") {
            let folder = "\(root)/Exercises/\(slug)"
            let files =
                ["exercise.yml"]
                + ["Starter", "Grader", "Program"].flatMap { part in
                    names(in: "\(folder)/\(part)").map { "\(part)/\($0)" }
                }
            for file in files { offer(PreviewSubject(.exercise, slug), "\(folder)/\(file)") }
        }
        return best?.subject
    }

    private static func names(in folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
            .filter { !$0.hasPrefix(".") }
    }

    /// The faults of a course that are this one's own.
    public func faults(among faults: [CourseError.Fault]) -> [CourseError.Fault] {
        switch kind {
        case .chapter: faults.filter { $0.path == "Lessons/\(name).md" }
        case .exercise: faults.filter { $0.path.hasPrefix("Exercises/\(name)/") }
        }
    }
}
