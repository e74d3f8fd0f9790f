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
        // By slug, from the chapters' texts; wanted only where a manifest names no chapter.
        lazy var homes = Dictionary(
            course.chapters.flatMap { chapter in chapter.exercises.map { ($0, chapter.name) } },
            uniquingKeysWith: { first, _ in first })
        let known = Set(course.chapters.map(\.name))
        var places: [String: [Int]] = [:]
        var loose: [Int] = []
        // Exercises of one chapter follow each other, so it is looked up once for all of them.
        var name: String?
        var run: [Int] = []
        func keepRun() {
            if let name, known.contains(name) { places[name, default: []] += run } else { loose += run }
            run.removeAll(keepingCapacity: true)
        }
        for place in course.exercises.indices {
            let next = course.exercises[place].chapter ?? homes[course.exercises[place].slug]
            if next != name { keepRun() }
            name = next
            run.append(place)
        }
        keepRun()
        exercises = course.exercises
        self.places = places
        loosePlaces = loose
    }

    /// In the order of the course.
    public subscript(chapter: Chapter) -> [Exercise] { (places[chapter.name] ?? []).map { exercises[$0] } }

    /// The exercises that belong to no chapter.
    public var loose: [Exercise] { loosePlaces.map { exercises[$0] } }
}
