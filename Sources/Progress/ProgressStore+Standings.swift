public import Course
public import Foundation
import GRDB

extension ProgressStore {
    /// Where the learner stands with each of `exercises`, by slug. Reads no more of the store than belongs to them.
    public func best(
        of exercises: [Exercise], course: String
    ) throws(ProgressError) -> [String: Standing] {
        try read { db in
            let names = exercises.flatMap(\.names)
            let tallies = try Tally.all(
                db, course: course, names: names.count <= Self.namesMax ? names : nil)
            return Self.standings(of: exercises, in: tallies).standings
        }
    }

    /// Beyond so many names it is quicker to read everything; SQLite takes 32,766.
    private static let namesMax = 500

    /// The anchors read of each chapter, by chapter slug; only those that the chapter still has.
    ///
    /// What was read under a former name counts: all of a chapter for `old-slug` in its `renamed_from`, one section
    /// that came from another chapter for `old-slug#section`.
    public func readSections(course: Course) throws(ProgressError) -> [String: Set<String>] {
        try read { db in try Self.readSections(db, course, since: nil) }
    }

    /// Everything that reports on `course` are made of, in one state of the store.
    ///
    /// - Parameter since: where it is given, attempts, hints, seconds and sections are those from then on; state,
    ///   score and last verdict stay those of today.
    public func overview(of course: Course, since: Date? = nil) throws(ProgressError) -> CourseProgress {
        let first = since.map { Instant($0).text }
        return try read { db in
            let tallies = try Tally.all(db, course: course.id)
            var (standings, claimed) = Self.standings(of: course.exercises, in: tallies)
            let aside = tallies.filter { $0.value.recorded > 0 && !claimed.contains($0.key) }
                .map {
                    CourseProgress.Aside(
                        exercise: $0.key, attempts: $0.value.recorded, passed: $0.value.passedAt != nil)
                }
                .sorted { $0.exercise < $1.exercise }
            var reading = try Self.readingSeconds(db, course)
            if let first {
                let period = try Period(db, course: course.id, since: first)
                for exercise in course.exercises { standings[exercise.slug]?.limit(to: period, exercise) }
                reading = Self.merged(period.chapters.mapValues(\.seconds), course)
            }
            var progress = CourseProgress(
                standings: standings, read: try Self.readSections(db, course, since: first), aside: aside)
            progress.readingSeconds = reading
            progress.since = since
            return progress
        }
    }

    private static func standings(
        of exercises: [Exercise], in tallies: [String: Tally]
    ) -> (standings: [String: Standing], claimed: Set<String>) {
        var standings: [String: Standing] = [:]
        standings.reserveCapacity(exercises.count)
        var claimed: Set<String> = []
        for exercise in exercises {
            var whole: Tally?
            for name in exercise.names where !tallies.isEmpty {
                guard let part = tallies[name] else { continue }
                if whole == nil { whole = part } else { whole?.merge(part) }
                claimed.insert(name)
            }
            standings[exercise.slug] = (whole ?? Tally()).standing(points: exercise.points)
        }
        return (standings, claimed)
    }

    private static func readingSeconds(_ db: Database, _ course: Course) throws -> [String: Int] {
        let rows = try Row.fetchAll(
            db, sql: "SELECT name, seconds FROM time_spent WHERE course = ? AND kind = 'chapter'",
            arguments: [course.id])
        return merged(
            Dictionary(rows.map { ($0["name"], $0["seconds"]) }, uniquingKeysWith: { first, _ in first }),
            course)
    }

    /// Figures of chapters under all their names, by slug.
    private static func merged(_ recorded: [String: Int], _ course: Course) -> [String: Int] {
        course.chapters.reduce(into: [:]) { merged, chapter in
            let names = [chapter.slug] + chapter.renamedFrom.filter { !$0.contains("#") }
            merged[chapter.slug] = names.reduce(0) { $0 + (recorded[$1] ?? 0) }
        }
    }

    private static func readSections(
        _ db: Database, _ course: Course, since: String?
    ) throws -> [String: Set<String>] {
        var recorded: [String: Set<String>] = [:]
        for row in try Row.fetchAll(
            db, sql: "SELECT chapter, section FROM sections_read WHERE course = ? AND at >= ?",
            arguments: [course.id, since ?? ""])
        {
            recorded[row["chapter"], default: []].insert(row["section"])
        }
        var read: [String: Set<String>] = [:]
        for chapter in course.chapters {
            var anchors = recorded[chapter.slug] ?? []
            for name in chapter.renamedFrom {
                let parts = name.split(separator: "#", maxSplits: 1).map(String.init)
                guard let slug = parts.first, let old = recorded[slug] else { continue }
                anchors.formUnion(parts.count == 2 ? old.intersection([parts[1]]) : old)
            }
            read[chapter.slug] = anchors.intersection(chapter.sections.map(\.anchor))
        }
        return read
    }
}

extension Standing {
    fileprivate mutating func limit(to period: Period, _ exercise: Exercise) {
        var work = Period.Work()
        for name in exercise.names { work.add(period.exercises[name] ?? .init()) }
        attempts = work.counted
        recorded = work.recorded
        hintsTaken = work.hints
        seconds = work.seconds
    }
}
