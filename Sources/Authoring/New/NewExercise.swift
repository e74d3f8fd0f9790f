public import Course
import Foundation

/// An exercise that is to be made: the template of its kind under its own name.
public struct NewExercise: Sendable {
    public var slug: String
    public var kind: Exercise.Kind
    /// nil for the template's own: what it says of the exercise it holds.
    public var title: String?
    public var summary: String?
    /// The chapter it belongs to.
    public var chapter: Chapter?
    /// Minutes that someone who does it for the first time needs.
    public var minutes: Int?
    /// From 1 to 5.
    public var difficulty: Int?

    public init(_ slug: String, kind: Exercise.Kind) {
        self.slug = slug
        self.kind = kind
    }

    /// What is wrong with a slug whatever the course it is for; nil when nothing is.
    public static func complaint(about slug: String) -> NewError? {
        do throws(NewError) {
            try NewName.check(slug, as: .exercise, example: "held-sum")
            return nil
        } catch {
            return error
        }
    }

    /// Makes the folder `Exercises/<slug>`.
    ///
    /// - Returns: the paths of its files, relative to the course.
    /// - Throws: `NewError`; nothing was made then.
    public func make(in course: Course, from templates: Templates) throws(NewError) -> [String] {
        if let complaint = NewExercise.complaint(about: slug) { throw complaint }
        let folder = "Exercises/\(slug)"
        guard !NewName.isTaken("\(course.root)/\(folder)") else {
            throw .exists(path: "\(course.root)/\(folder)")
        }
        try refuseClashes(in: course)
        var draft = Draft()
        for file in try templates.files(of: kind) {
            var text = named(file.text)
            if file.path == "exercise.yml" { text = try manifest(text) }
            draft.add(named(file.path), text)
        }
        try draft.place(asFolder: "\(course.root)/\(folder)")
        return draft.files.map { "\(folder)/\($0.path)" }
    }

    // MARK: Names

    private var module: String { NewExercise.module(of: slug) }

    private static func module(of slug: String) -> String {
        Exercise(slug: slug, directory: "", title: "", summary: "", kind: .unit).module
    }

    /// The slug and the module of the template replaced by its own.
    private func named(_ text: String) -> String {
        let template = Templates.slug(of: kind)
        return text.replacingOccurrences(of: NewExercise.module(of: template), with: module)
            .replacingOccurrences(of: template, with: slug)
    }

    /// Two exercises whose modules, or the programs around them, have one name cannot lie in one workspace.
    private func refuseClashes(in course: Course) throws(NewError) {
        let others = course.exercises.map(\.slug) + course.brokenExercises.keys.sorted()
        for other in others {
            let theirs = NewExercise.module(of: other)
            if [theirs, theirs + "Program"].contains(module) || theirs == module + "Program" {
                throw .clashes(slug, other: other)
            }
        }
        if let other = course.exercises.first(where: { $0.renamedFrom.contains(slug) }) {
            throw .clashes(slug, other: other.slug)
        }
    }

    // MARK: Manifest

    private func manifest(_ text: String) throws(NewError) -> String {
        var manifest = ManifestText(text)
        if let title { manifest.set("title", to: try NewName.line(title, what: "제목")) }
        if let summary { manifest.set("summary", to: try NewName.line(summary, what: "요약")) }
        if let minutes { manifest.set("minutes", to: minutes) }
        if let difficulty { manifest.set("difficulty", to: difficulty) }
        guard let chapter else {
            manifest.leaveOut("chapter")
            return manifest.text.replacingOccurrences(of: "read: \"\(Templates.readPlace)\", ", with: "")
        }
        manifest.set("chapter", to: chapter.name)
        let place = chapter.sections.first.map { "\(chapter.name)#\($0.anchor)" } ?? chapter.name
        return manifest.text.replacingOccurrences(
            of: "\"\(Templates.readPlace)\"", with: ManifestText.quoted(place))
    }
}
