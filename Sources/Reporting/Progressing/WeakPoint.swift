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
        // Places in `exercises`: a course may have ten thousand, each in several concepts.
        var owners: [String: [Int]] = [:]
        var order: [String] = []
        for place in exercises.indices {
            for concept in exercises[place].concepts where owners[concept]?.last != place {
                if owners[concept] == nil { order.append(concept) }
                owners[concept, default: []].append(place)
            }
        }
        let stumbles = exercises.map { progress.standings[$0.slug]?.stumbles(since: progress.since) ?? 0 }
        var grouped: [[Int]: (concepts: [String], places: [Int])] = [:]
        var keys: [[Int]] = []
        for concept in order {
            let own = owners[concept] ?? []
            let stumbled = own.filter { stumbles[$0] > 0 }
            guard !stumbled.isEmpty else { continue }
            if grouped[stumbled] == nil { keys.append(stumbled) }
            // Of concepts with the same evidence, the exercises of the one that reaches further lead on.
            var group = grouped[stumbled] ?? ([], own)
            group.concepts.append(concept)
            if own.count > group.places.count { group.places = own }
            grouped[stumbled] = group
        }
        let points = keys.compactMap { key in
            grouped[key].flatMap { point($0.concepts, $0.places, exercises, stumbles, progress) }
        }
        let quizzes = chapters.filter { $0.quizzes.wrong > 0 }.map {
            WeakPoint(
                subject: .quizzes($0.chapter, wrong: $0.quizzes.wrong), stumbles: $0.quizzes.wrong, passed: 0)
        }
        return (points + quizzes).enumerated().map { (point: $1, weight: $1.weight, place: $0) }
            .sorted { ($1.weight, $0.place) < ($0.weight, $1.place) }.map(\.point)
    }

    /// - Parameter stumbles: over each of `exercises`.
    private static func point(
        _ concepts: [String], _ places: [Int], _ exercises: [Exercise], _ stumbles: [Int],
        _ progress: CourseProgress
    ) -> WeakPoint? {
        let open = Set(places.filter { progress.standings[exercises[$0].slug]?.state != .passed })
        // Those that are not passed before the others, then by how often they went wrong.
        let stumbled = places.filter { stumbles[$0] > 0 }
            .map { (place: $0, isOpen: open.contains($0) ? 1 : 0, stumbles: stumbles[$0]) }
            .sorted { ($1.isOpen, $1.stumbles, $0.place) < ($0.isOpen, $0.stumbles, $1.place) }
        let sum = stumbled.reduce(0) { $0 + $1.stumbles }
        let slugs = Set(stumbled.filter { $0.isOpen > 0 }.map { exercises[$0.place].slug })
        guard !slugs.isEmpty || sum >= fewestStumbles else { return nil }
        return WeakPoint(
            subject: .concepts(
                concepts, exercises: places.map { exercises[$0] },
                stumbled: stumbled.map { exercises[$0.place] }),
            stumbles: sum, passed: places.count - open.count, open: slugs)
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
