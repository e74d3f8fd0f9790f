public import Course
import Foundation
import Progress

/// Something that a learner stumbles over, and what to do about it.
public struct WeakPoint: Sendable, Equatable {
    public enum Subject: Sendable, Equatable {
        /// Words of `concepts` that stand on the same exercises, of which `stumbled` went wrong.
        case concepts([String], exercises: [Exercise], stumbled: [Exercise])
        /// Quizzes of a chapter whose last answer was wrong.
        case quizzes(Chapter, wrong: Int)
    }

    public var subject: Subject
    public var stumbles: Int
    /// Of the exercises with these concepts, how many are passed.
    public var passed: Int
    /// Slugs of the exercises that were begun and are not passed.
    var open: Set<String> = []

    /// The exercise that is the nearest to its reason: begun and not passed, of several the one with most stumbles.
    public var openExercise: Exercise? {
        guard case .concepts(_, _, let stumbled) = subject else { return nil }
        return stumbled.first { open.contains($0.slug) }
    }
}

extension WeakPoint {
    /// Fewer stumbles than this on exercises that are all passed are what learning looks like.
    private static let fewestStumbles = 2

    /// Those of a course, the weakest first: what was begun and is not passed counts twice.
    ///
    /// - Parameter exercises: only these are looked at.
    static func all(
        _ exercises: [Exercise], _ progress: CourseProgress, chapters: [ChapterSummary]
    ) -> [WeakPoint] {
        var owners: [String: [Exercise]] = [:]
        var order: [String] = []
        for exercise in exercises {
            for concept in Set(exercise.concepts) { owners[concept, default: []].append(exercise) }
            order += exercise.concepts
        }
        var grouped: [[String]: (concepts: [String], exercises: [Exercise])] = [:]
        var keys: [[String]] = []
        var seen: Set<String> = []
        for concept in order where seen.insert(concept).inserted {
            let own = owners[concept] ?? []
            let stumbled = own.filter { progress.stumbles(over: $0) > 0 }.map(\.slug)
            guard !stumbled.isEmpty else { continue }
            if grouped[stumbled] == nil { keys.append(stumbled) }
            // Of concepts with the same evidence, the exercises of the one that reaches further lead on.
            var group = grouped[stumbled] ?? ([], own)
            group.concepts.append(concept)
            if own.count > group.exercises.count { group.exercises = own }
            grouped[stumbled] = group
        }
        let points = keys.compactMap { key in
            grouped[key].flatMap { point($0.concepts, $0.exercises, progress) }
        }
        let quizzes = chapters.filter { $0.quizzes.wrong > 0 }.map {
            WeakPoint(
                subject: .quizzes($0.chapter, wrong: $0.quizzes.wrong), stumbles: $0.quizzes.wrong, passed: 0)
        }
        return (points + quizzes).enumerated()
            .sorted { ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset) }.map(\.element)
    }

    private static func point(
        _ concepts: [String], _ exercises: [Exercise], _ progress: CourseProgress
    ) -> WeakPoint? {
        let stumbled = exercises.filter { progress.stumbles(over: $0) > 0 }
            .sorted { left, right in
                let (left, right) = (progress.difficulty(of: left), progress.difficulty(of: right))
                return left > right
            }
        let stumbles = stumbled.reduce(0) { $0 + progress.stumbles(over: $1) }
        let passed = exercises.count { progress.standings[$0.slug]?.state == .passed }
        let open = Set(stumbled.filter { progress.standings[$0.slug]?.state != .passed }.map(\.slug))
        guard !open.isEmpty || stumbles >= fewestStumbles else { return nil }
        return WeakPoint(
            subject: .concepts(concepts, exercises: exercises, stumbled: stumbled), stumbles: stumbles,
            passed: passed, open: open)
    }

    private var weight: Int {
        guard case .concepts(_, _, let stumbled) = subject else { return stumbles }
        return stumbled.first.map { open.contains($0.slug) } == true ? stumbles * 2 : stumbles
    }

    /// What to type next.
    ///
    /// - Parameter reread: the section that the last failed test of an exercise names, by its slug.
    func command(_ progress: CourseProgress, reread: [String: String]) -> String {
        switch subject {
        case .quizzes(let chapter, _): return "sil quiz \(chapter.number)"
        case .concepts(_, let exercises, let stumbled):
            if let section = stumbled.lazy.compactMap({ reread[$0.slug] }).first {
                return "sil read \(section)"
            }
            if let unsolved = stumbled.first(where: { open.contains($0.slug) }) {
                return "sil submit \(unsolved.slug)"
            }
            let fresh = exercises.first { progress.standings[$0.slug]?.state ?? .new == .new }
            if let fresh { return "sil start \(fresh.slug)" }
            // All are passed: how others solved it is what is left to learn from.
            return stumbled.first.map { "sil solution \($0.slug)" } ?? "sil next"
        }
    }
}

extension CourseProgress {
    fileprivate func stumbles(over exercise: Exercise) -> Int {
        standings[exercise.slug]?.stumbles(since: since) ?? 0
    }

    /// Those that are not passed before the others, then by how often they went wrong.
    fileprivate func difficulty(of exercise: Exercise) -> (Int, Int) {
        (standings[exercise.slug]?.state == .passed ? 0 : 1, stumbles(over: exercise))
    }
}
