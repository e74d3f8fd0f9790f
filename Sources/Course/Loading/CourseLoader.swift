/// Reads a whole course folder, keeps what is sound and notes the rest.
struct CourseLoader {
    private let folder: CourseFolder
    private var faults: [CourseError.Fault] = []

    init(at root: String) throws(CourseError) {
        guard let folder = CourseFolder(at: root), folder.isFolder("Lessons") || folder.isFolder("Exercises")
        else {
            throw .notACourse(path: CourseFolder.absolute(root))
        }
        self.folder = folder
    }

    mutating func load() throws(CourseError) -> Course {
        let (manifest, manifestFaults) = try CourseManifest.read(in: folder)
        faults += manifestFaults
        var course = Course(
            id: manifest.id, title: manifest.title, language: manifest.language, authors: manifest.authors,
            root: folder.root)
        course.mutationScore = manifest.mutationScore
        course.chapters = ordered(chapters(), by: manifest.chapters)
        let exercises = exercises()
        let references = CrossReferences(chapters: course.chapters, exercises: exercises, folder: folder)
        course.exercises = references.orderedExercises()
        faults += references.faults()
        course.faults = faults
        return course
    }

    // MARK: Chapters

    private mutating func chapters() -> [Chapter] {
        var chapters: [Chapter] = []
        for entry in folder.entries(of: "Lessons") where entry.name.hasSuffix(".md") {
            guard entry.name.lowercased() != "readme.md" else { continue }
            let (chapter, found) = ChapterFile.read(entry.name, in: folder)
            faults += found
            if let chapter { chapters.append(chapter) }
        }
        chapters.sort { ($0.number, $0.name) < ($1.number, $1.name) }
        return distinct(chapters)
    }

    /// The first of two chapters with one identity stays; two with one number both stay, but are told.
    private mutating func distinct(_ chapters: [Chapter]) -> [Chapter] {
        var bySlug: [String: Chapter] = [:]
        var byNumber: [Int: Chapter] = [:]
        return chapters.filter { chapter in
            let path = "Lessons/\(chapter.name).md"
            if let other = bySlug[chapter.slug] {
                faults.append(
                    CourseError.Fault(
                        path: path, rule: "duplicate-slug", message: "같은 이름의 장이 있음: `\(other.name)`",
                        fix: "번호를 뺀 이름을 서로 다르게 하세요."))
                return false
            }
            if let other = byNumber[chapter.number] {
                faults.append(
                    CourseError.Fault(
                        path: path, rule: "duplicate-number", message: "같은 번호의 장이 있음: `\(other.name)`",
                        fix: "번호를 서로 다르게 하세요."))
            }
            bySlug[chapter.slug] = chapter
            byNumber[chapter.number] = byNumber[chapter.number] ?? chapter
            return true
        }
    }

    /// Chapters named by the manifest come first, in its order; the others follow by file name.
    private mutating func ordered(_ chapters: [Chapter], by names: [String]?) -> [Chapter] {
        guard let names else { return chapters }
        var rest = chapters
        var ordered: [Chapter] = []
        var places: [String: Int] = [:]
        for (index, chapter) in rest.enumerated() { places[chapter.name] = index }
        var taken: Set<Int> = []
        for name in names {
            guard let index = places[name], taken.insert(index).inserted else {
                let nearest = NearestNames.of(name, among: chapters.map(\.name))
                faults.append(
                    CourseError.Fault(
                        path: CourseManifest.path, rule: "unknown-reference",
                        message: "`chapters`: 없거나 두 번 나온 장 `\(name)`",
                        fix: nearest.first.map { "혹시 `\($0)` 아닌가요?" } ?? "Lessons/의 파일 이름에서 .md를 빼고 쓰세요."))
                continue
            }
            ordered.append(rest[index])
        }
        rest = rest.enumerated().filter { !taken.contains($0.offset) }.map(\.element)
        return ordered + rest
    }

    // MARK: Exercises

    private mutating func exercises() -> [Exercise] {
        var exercises: [Exercise] = []
        for entry in folder.entries(of: "Exercises") where entry.kind == .folder {
            let (exercise, found) = ExerciseManifest.read(entry.name, in: folder)
            faults += found
            if let exercise { exercises.append(exercise) }
        }
        return exercises
    }
}
