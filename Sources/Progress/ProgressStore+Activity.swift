public import Course
import GRDB

extension ProgressStore {
    /// Notes that an exercise was started. The first time stays.
    public func noteStart(_ exercise: Exercise, course: String) throws(ProgressError) {
        let now = instant(nil)
        try write { db in
            try db.execute(
                sql: "INSERT INTO starts (course, exercise, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                arguments: [course, exercise.slug, now.text])
            guard db.changesCount > 0 else { return }
            try Moment(course: course, subject: .exercise(exercise.slug), at: now.date, others: 1).note(db)
        }
    }

    /// Takes the next hint of an exercise, and notes that it was taken before it is shown.
    ///
    /// - Returns: The hint's number from 1; nil when all of them were taken before, or there are none.
    @discardableResult
    public func takeHint(exercise: Exercise, course: String) throws(ProgressError) -> Int? {
        let now = instant(nil)
        let owner = Owner(course: course, exercise: exercise)
        return try write { db in
            let next = try self.hintsTaken(db, owner) + 1
            guard next <= exercise.hints.count else { return nil }
            try db.execute(
                sql: "INSERT INTO hints (course, exercise, number, at) VALUES (?, ?, ?, ?)",
                arguments: [course, exercise.slug, next, now.text])
            try Moment(course: course, subject: .exercise(exercise.slug), at: now.date, others: 1).note(db)
            return next
        }
    }

    /// How many hints of an exercise were taken.
    public func hintsTaken(exercise: Exercise, course: String) throws(ProgressError) -> Int {
        try read { db in try self.hintsTaken(db, Owner(course: course, exercise: exercise)) }
    }

    /// Notes sections as read, by their anchors. The first time stays.
    public func markRead(
        chapter: Chapter, sections anchors: some Sequence<String>, course: String
    ) throws(ProgressError) {
        let now = instant(nil)
        try write { db in
            for anchor in anchors {
                try db.execute(
                    sql: """
                        INSERT INTO sections_read (course, chapter, section, at) VALUES (?, ?, ?, ?)
                        ON CONFLICT DO NOTHING
                        """, arguments: [course, chapter.slug, anchor, now.text])
                guard db.changesCount > 0 else { continue }
                try Moment(course: course, subject: .chapter(chapter.slug), at: now.date, sections: 1).note(
                    db)
            }
        }
    }

    private func hintsTaken(_ db: Database, _ owner: Owner) throws -> Int {
        try Int.fetchOne(
            db, sql: "SELECT max(number) FROM hints WHERE \(owner.condition)", arguments: owner.arguments)
            ?? 0
    }
}
