public import Course
import GRDB

extension ProgressStore {
    /// Where the learner stands with each of `exercises`, by slug.
    public func best(
        of exercises: [Exercise], course: String
    ) throws(ProgressError) -> [String: Standing] {
        try read { db in
            Self.standings(of: exercises, in: try Tally.all(db, course: course)).standings
        }
    }

    /// The anchors read of each chapter, by chapter slug; only those that the chapter still has.
    ///
    /// What was read under a former name counts: all of a chapter for `old-slug` in its `renamed_from`, one section
    /// that came from another chapter for `old-slug#section`.
    public func readSections(course: Course) throws(ProgressError) -> [String: Set<String>] {
        try read { db in try Self.readSections(db, course) }
    }

    /// Everything that reports on `course` are made of, in one state of the store.
    public func overview(of course: Course) throws(ProgressError) -> CourseProgress {
        try read { db in
            let tallies = try Tally.all(db, course: course.id)
            let (standings, claimed) = Self.standings(of: course.exercises, in: tallies)
            let aside = tallies.filter { $0.value.recorded > 0 && !claimed.contains($0.key) }
                .map {
                    CourseProgress.Aside(
                        exercise: $0.key, attempts: $0.value.recorded, passed: $0.value.passed)
                }
                .sorted { $0.exercise < $1.exercise }
            return CourseProgress(
                standings: standings, read: try Self.readSections(db, course), aside: aside)
        }
    }

    private static func standings(
        of exercises: [Exercise], in tallies: [String: Tally]
    ) -> (standings: [String: Standing], claimed: Set<String>) {
        var standings: [String: Standing] = [:]
        var claimed: Set<String> = []
        for exercise in exercises {
            var whole = Tally()
            for name in exercise.names {
                guard let part = tallies[name] else { continue }
                whole.merge(part)
                claimed.insert(name)
            }
            standings[exercise.slug] = whole.standing(points: exercise.points)
        }
        return (standings, claimed)
    }

    private static func readSections(_ db: Database, _ course: Course) throws -> [String: Set<String>] {
        var recorded: [String: Set<String>] = [:]
        for row in try Row.fetchAll(
            db, sql: "SELECT chapter, section FROM sections_read WHERE course = ?", arguments: [course.id])
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
