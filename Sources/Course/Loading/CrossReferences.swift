/// What chapters and exercises say of one another: whether it is there, and the order that follows from it.
///
/// A reference that leads nowhere is a fault, but it takes neither the chapter nor the exercise away.
struct CrossReferences {
    private let chapters: [Chapter]
    private let exercises: [Exercise]
    private let folder: CourseFolder
    private let chapterByName: [String: Chapter]
    private let exerciseBySlug: [String: Exercise]
    /// The chapter whose page names an exercise.
    private let homes: [String: Chapter]

    init(chapters: [Chapter], exercises: [Exercise], folder: CourseFolder) {
        self.chapters = chapters
        self.folder = folder
        chapterByName = Dictionary(chapters.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        var homes: [String: Chapter] = [:]
        for chapter in chapters {
            for slug in chapter.exercises where homes[slug] == nil { homes[slug] = chapter }
        }
        self.homes = homes
        self.exercises = exercises.map { exercise in
            var exercise = exercise
            exercise.chapter = exercise.chapter ?? homes[exercise.slug]?.name
            return exercise
        }
        exerciseBySlug = Dictionary(exercises.map { ($0.slug, $0) }, uniquingKeysWith: { first, _ in first })
    }

    // MARK: Order

    /// By chapter; within one, what is required stands before what requires it, the page's own order comes next, and
    /// the slug decides the rest.
    func orderedExercises() -> [Exercise] {
        var places: [String: Int] = [:]
        for (index, chapter) in chapters.enumerated() { places[chapter.name] = index }
        let groups = Dictionary(grouping: exercises) { $0.chapter.flatMap { places[$0] } ?? chapters.count }
        return groups.keys.sorted().flatMap { place in
            CrossReferences.sorted(
                groups[place] ?? [], asIn: place < chapters.count ? chapters[place].exercises : [])
        }
    }

    private static func sorted(_ exercises: [Exercise], asIn page: [String]) -> [Exercise] {
        let bySlug = Dictionary(exercises.map { ($0.slug, $0) }, uniquingKeysWith: { first, _ in first })
        return RequirementOrder(bySlug.mapValues(\.requires), preferred: page).sorted.compactMap {
            bySlug[$0]
        }
    }

    // MARK: Faults

    func faults() -> [CourseError.Fault] {
        chapters.flatMap(faults(of:)) + exercises.flatMap(faults(of:)) + circles() + oldNames()
    }

    private func faults(of chapter: Chapter) -> [CourseError.Fault] {
        let path = "Lessons/\(chapter.name).md"
        var faults: [CourseError.Fault] = []
        for name in chapter.requires where chapterByName[name] == nil {
            faults.append(
                unknown("`requires`: 없는 장 `\(name)`", name, among: chapters.map(\.name), path: path))
        }
        for slug in chapter.exercises where !exists(slug) {
            faults.append(unknown("없는 연습 `\(slug)`", slug, among: exercises.map(\.slug), path: path))
        }
        return faults
    }

    private func faults(of exercise: Exercise) -> [CourseError.Fault] {
        let path = "Exercises/\(exercise.slug)/exercise.yml"
        var faults: [CourseError.Fault] = []
        if let name = exercise.chapter, chapterByName[name] == nil {
            faults.append(unknown("`chapter`: 없는 장 `\(name)`", name, among: chapters.map(\.name), path: path))
        }
        for slug in exercise.requires where !exists(slug) {
            faults.append(
                unknown("`requires`: 없는 연습 `\(slug)`", slug, among: exercises.map(\.slug), path: path))
        }
        for carry in exercise.carries {
            if !exists(carry.from) || carry.from == exercise.slug {
                faults.append(
                    unknown(
                        "`carries`: 없는 연습 `\(carry.from)`", carry.from, among: exercises.map(\.slug),
                        path: path))
            }
            let starter = folder.entries(of: "Exercises/\(exercise.slug)/Starter").map(\.name)
            if !starter.contains(carry.file) {
                faults.append(
                    unknown(
                        "`carries`: Starter/에 없는 파일 `\(carry.file)`", carry.file, among: starter, path: path))
            }
        }
        for (_, note) in exercise.tests.sorted(by: { $0.key < $1.key }) {
            guard let read = note.read else { continue }
            let parts = read.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(
                String.init)
            guard let chapter = chapterByName[parts[0]] else {
                faults.append(
                    unknown("`read`: 없는 장 `\(parts[0])`", parts[0], among: chapters.map(\.name), path: path))
                continue
            }
            let anchors = chapter.sections.map(\.anchor)
            guard parts.count == 2, !anchors.contains(parts[1]) else { continue }
            faults.append(unknown("`read`: 없는 절 `\(read)`", parts[1], among: anchors, path: path))
        }
        return faults
    }

    /// A broken exercise is there all the same: its own faults tell enough.
    private func exists(_ slug: String) -> Bool {
        exerciseBySlug[slug] != nil || folder.isFolder("Exercises/\(slug)")
    }

    private func unknown(
        _ message: String, _ name: String, among names: [String], path: String
    ) -> CourseError.Fault {
        let nearest = NearestNames.of(name, among: names)
        return CourseError.Fault(
            path: path, rule: "unknown-reference", message: message,
            fix: nearest.first.map { "혹시 `\($0)` 아닌가요?" } ?? "이름을 고치거나 지우세요.")
    }

    /// Exercises that require themselves in the end.
    private func circles() -> [CourseError.Fault] {
        let requirements = Dictionary(
            exercises.map { ($0.slug, $0.requires) }, uniquingKeysWith: { first, _ in first })
        return RequirementOrder(requirements).circular.map { slug in
            CourseError.Fault(
                path: "Exercises/\(slug)/exercise.yml", rule: "circle",
                message: "`requires`가 돌고 돎: `\(slug)`",
                fix: "먼저 할 것을 하나로 정하고 나머지에서 빼세요.")
        }
    }

    /// A former name may not be somebody's name of today, nor two exercises' former name.
    private func oldNames() -> [CourseError.Fault] {
        var owners: [String: String] = [:]
        var faults: [CourseError.Fault] = []
        for exercise in exercises {
            for old in exercise.renamedFrom {
                guard let other = exerciseBySlug[old]?.slug ?? owners[old] else {
                    owners[old] = exercise.slug
                    continue
                }
                faults.append(
                    CourseError.Fault(
                        path: "Exercises/\(exercise.slug)/exercise.yml", rule: "duplicate-slug",
                        message: "`renamed_from`: 다른 연습의 이름임 `\(old)` (\(other))", fix: "그 이름을 빼세요."))
            }
        }
        return faults
    }
}
