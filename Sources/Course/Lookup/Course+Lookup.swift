extension Course {
    /// The exercise that someone means: its slug, a former name, its number in course order, or the unique beginning of
    /// its slug.
    ///
    /// - Throws: `unknownExercise` with the nearest slugs, `ambiguous`, or `faults` when that exercise is broken.
    public func exercise(_ reference: String) throws(CourseError) -> Exercise {
        if let exercise = exercises.first(where: { $0.slug == reference }) { return exercise }
        let broken = brokenExercises
        if let faults = broken[reference] { throw .faults(faults) }
        if let exercise = exercises.first(where: { $0.renamedFrom.contains(reference) }) { return exercise }
        if let number = Int(reference), exercises.indices.contains(number - 1) {
            return exercises[number - 1]
        }

        let slugs = exercises.map(\.slug) + broken.keys.sorted()
        let fitting = reference.isEmpty ? [] : slugs.filter { $0.hasPrefix(reference) }
        if fitting.count > 1 { throw .ambiguous(reference, candidates: fitting) }
        guard let slug = fitting.first else {
            throw .unknownExercise(reference, nearest: NearestNames.of(reference, among: slugs))
        }
        if let faults = broken[slug] { throw .faults(faults) }
        guard let exercise = exercises.first(where: { $0.slug == slug }) else {
            throw .unknownExercise(reference, nearest: [])
        }
        return exercise
    }

    /// The chapter that someone means: its number (`1`, `01`), file name, slug, a former slug, or the unique beginning
    /// of one of them.
    ///
    /// - Throws: `unknownChapter` with the nearest names, `ambiguous`, or `faults` when that chapter is broken.
    public func chapter(_ reference: String) throws(CourseError) -> Chapter {
        if let chapter = chapters.first(where: { $0.slug == reference || $0.name == reference }) {
            return chapter
        }
        if let faults = brokenChapters[reference] { throw .faults(faults) }
        if let chapter = chapters.first(where: { $0.renamedFrom.contains(reference) }) { return chapter }
        if let number = Int(reference) {
            let numbered = chapters.filter { $0.number == number }
            if numbered.count > 1 { throw .ambiguous(reference, candidates: numbered.map(\.name)) }
            if let chapter = numbered.first { return chapter }
            if let faults = brokenChapters.first(where: { $0.key.prefix { $0 != "-" }.asNumber == number })?
                .value
            {
                throw .faults(faults)
            }
        }
        let fitting =
            reference.isEmpty
            ? [] : chapters.filter { $0.slug.hasPrefix(reference) || $0.name.hasPrefix(reference) }
        if fitting.count > 1 { throw .ambiguous(reference, candidates: fitting.map(\.slug)) }
        guard let chapter = fitting.first else {
            throw .unknownChapter(reference, nearest: NearestNames.of(reference, among: chapters.map(\.slug)))
        }
        return chapter
    }

    /// The section that someone means: its anchor or the unique beginning of it, in either Unicode form, blanks and
    /// capitals as in the heading allowed.
    ///
    /// - Throws: `unknownSection` with the nearest anchors, or `ambiguous`.
    public func section(of chapter: Chapter, _ reference: String) throws(CourseError) -> Chapter.Section {
        let wanted = reference.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: "-")
        // Swift strings compare canonically: composed and decomposed Hangul are equal here.
        if let section = chapter.sections.first(where: { $0.anchor == wanted }) { return section }
        let fitting = wanted.isEmpty ? [] : chapter.sections.filter { $0.anchor.hasPrefix(wanted) }
        if fitting.count > 1 { throw .ambiguous(reference, candidates: fitting.map(\.anchor)) }
        guard let section = fitting.first else {
            throw .unknownSection(
                reference, chapter: chapter.name,
                nearest: NearestNames.of(wanted, among: chapter.sections.map(\.anchor)))
        }
        return section
    }

    /// The exercise `steps` after another in course order; nil beyond either end.
    public func exercise(_ steps: Int, after slug: String) -> Exercise? {
        guard let index = exercises.firstIndex(where: { $0.slug == slug }),
            case let (target, overflow) = index.addingReportingOverflow(steps), !overflow,
            exercises.indices.contains(target)
        else { return nil }
        return exercises[target]
    }

    // MARK: What is broken

    /// Faults of exercises that could not be read, by slug.
    public var brokenExercises: [String: [CourseError.Fault]] {
        let sound = Set(exercises.map(\.slug))
        let ofExercises = faults.filter { $0.path.hasPrefix("Exercises/") }
        return Dictionary(grouping: ofExercises) { String($0.path.split(separator: "/")[1]) }
            .filter { !sound.contains($0.key) }
    }

    /// Faults of chapters that could not be read, by file name without `.md`.
    public var brokenChapters: [String: [CourseError.Fault]] {
        let sound = Set(chapters.map(\.name))
        let ofChapters = faults.filter { $0.path.hasPrefix("Lessons/") && $0.path.hasSuffix(".md") }
        return Dictionary(grouping: ofChapters) { String($0.path.dropFirst("Lessons/".count).dropLast(3)) }
            .filter { !sound.contains($0.key) }
    }
}

extension StringProtocol {
    fileprivate var asNumber: Int? { Int(self) }
}
