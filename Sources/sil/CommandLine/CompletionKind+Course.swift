import ArgumentParser
import Course

/// What a shell offers behind Tab: names of the course that the command line would mean. Nothing where there is no course.
extension CompletionKind {
    static let exercises = course { course, _ in course.exercises.map(\.slug) }
    static let chapters = course { course, _ in course.chapters.map(\.slug) }
    static let exercisesAndChapters = course { course, _ in
        course.chapters.map(\.slug) + course.exercises.map(\.slug)
    }

    /// Chapters; behind a `#` the sections of the one that is typed already.
    static let places = course { course, typed in
        guard let mark = typed.firstIndex(of: "#") else { return course.chapters.map(\.slug) }
        let name = typed[..<mark]
        guard let chapter = try? course.chapter(String(name)) else { return [] }
        return chapter.sections.map { "\(name)#\($0.anchor)" }
    }

    private static func course(
        _ names: @escaping @Sendable (_ course: Course, _ typed: String) -> [String]
    ) -> CompletionKind {
        .custom { words, _, typed in
            let surroundings = Surroundings.ofProcess()
            guard let options = try? GlobalOptions.parse(courseOption(in: words)),
                let course = try? Session(
                    options: options, surroundings: surroundings, output: .standard(in: surroundings)
                ).course()
            else { return [] }
            return names(course, typed)
        }
    }

    /// `--course` and its value, if both are there.
    private static func courseOption(in words: [String]) -> [String] {
        if let joined = words.last(where: { $0.hasPrefix("--course=") }) { return [joined] }
        guard let place = words.lastIndex(of: "--course"), place + 1 < words.count else { return [] }
        return Array(words[place...(place + 1)])
    }
}
