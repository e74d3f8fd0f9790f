extension Course {
    /// The exercises of a chapter: those that name it, and those that its text names. Whoever asks for many chapters
    /// takes `ChapterExercises`.
    public func exercises(of chapter: Chapter) -> [Exercise] { ChapterExercises(of: self)[chapter] }
}

/// Which exercises belong to which chapter, found out once for the whole course.
public struct ChapterExercises: Sendable {
    private let exercises: [Exercise]
    /// Places in `exercises`, by the name of the chapter.
    private let places: [String: [Int]]
    /// Places of those that belong to no chapter.
    private let loosePlaces: [Int]

    public init(of course: Course) {
        var homes: [String: String] = [:]
        for chapter in course.chapters {
            for slug in chapter.exercises where homes[slug] == nil { homes[slug] = chapter.name }
        }
        let known = Set(course.chapters.map(\.name))
        var places: [String: [Int]] = [:]
        var loose: [Int] = []
        for place in course.exercises.indices {
            let name = course.exercises[place].chapter ?? homes[course.exercises[place].slug]
            if let name, known.contains(name) {
                places[name, default: []].append(place)
            } else {
                loose.append(place)
            }
        }
        exercises = course.exercises
        self.places = places
        loosePlaces = loose
    }

    /// In the order of the course.
    public subscript(chapter: Chapter) -> [Exercise] { (places[chapter.name] ?? []).map { exercises[$0] } }

    /// The exercises that belong to no chapter.
    public var loose: [Exercise] { loosePlaces.map { exercises[$0] } }
}
