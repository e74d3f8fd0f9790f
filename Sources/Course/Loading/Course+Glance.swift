extension Course {
    /// One exercise as its own file has it, and the id of its course, without reading the others: a course of sixty
    /// exercises takes a hundred times longer.
    ///
    /// - Parameter slug: exactly; prefixes, numbers and former names need the whole course.
    /// - Returns: nil where only the whole course can say, or say what is wrong.
    public static func glance(
        at root: String, exercise slug: String
    ) -> (course: String, exercise: Exercise)? {
        guard let folder = CourseFolder(at: root),
            let (manifest, _) = try? CourseManifest.read(in: folder),
            let exercise = ExerciseManifest.read(slug, in: folder).exercise
        else { return nil }
        return (manifest.id, exercise)
    }
}
