import Course
import GRDB

/// The exercise that rows belong to: a course's id, the slug that is written, and every name that is looked up.
struct Owner {
    let course: String
    let slug: String
    let names: [String]

    init(course: String, exercise: Exercise) {
        self.course = course
        slug = exercise.slug
        names = exercise.names
    }

    /// SQL that picks the rows of this exercise; its placeholders take `arguments`.
    var condition: String {
        "course = ? AND exercise IN (\(names.map { _ in "?" }.joined(separator: ", ")))"
    }

    var arguments: StatementArguments { StatementArguments([course] + names) }
}
