import Course

extension Course {
    /// The exercises of each chapter, by its file name without `.md`: those that name it, and those that its text
    /// names.
    var exercisesByChapter: [String: [Exercise]] {
        var owners: [String: [String]] = [:]
        for chapter in chapters {
            for slug in chapter.exercises { owners[slug, default: []].append(chapter.name) }
        }
        return exercises.reduce(into: [:]) { exercises, exercise in
            let names = exercise.chapter.map { [$0] } ?? owners[exercise.slug] ?? []
            for name in Set(names) { exercises[name, default: []].append(exercise) }
        }
    }

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
