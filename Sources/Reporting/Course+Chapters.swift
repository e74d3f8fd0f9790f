import Course

extension Course {
    /// The exercises of a chapter: those that name it, and those that its text names.
    func exercises(of chapter: Chapter) -> [Exercise] {
        exercises.filter {
            $0.chapter == chapter.name || ($0.chapter == nil && chapter.exercises.contains($0.slug))
        }
    }

    /// The exercises that belong to no chapter.
    var looseExercises: [Exercise] {
        let owned = Set(chapters.flatMap { exercises(of: $0).map(\.slug) })
        return exercises.filter { !owned.contains($0.slug) }
    }
}
