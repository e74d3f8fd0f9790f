public import Course
import Foundation

/// A chapter that is to be made: the template under its own name and number.
public struct NewChapter: Sendable {
    public var slug: String
    public var title: String
    /// nil for the sentence that asks for one.
    public var summary: String?
    /// nil for the one after the last.
    public var number: Int?
    /// Minutes of reading; nil for what the template takes.
    public var minutes: Int?
    /// Chapters to be read before, by file name without `.md`.
    public var requires: [String] = []

    public init(_ slug: String, title: String) {
        self.slug = slug
        self.title = title
    }

    /// What is wrong with a slug whatever the course it is for; nil when nothing is.
    public static func complaint(about slug: String) -> NewError? {
        do throws(NewError) {
            try NewName.check(slug, as: .chapter, example: "process-and-thread")
            return nil
        } catch {
            return error
        }
    }

    /// Makes the file `Lessons/NN-<slug>.md`.
    ///
    /// - Returns: its path relative to the course.
    /// - Throws: `NewError`; nothing was made then.
    public func make(in course: Course, from templates: Templates) throws(NewError) -> String {
        if let complaint = NewChapter.complaint(about: slug) { throw complaint }
        let others = NewChapter.files(in: course)
        let number = number ?? ((others.map(\.number).max() ?? 0) + 1)
        let name = String(repeating: "0", count: max(0, 2 - "\(number)".count)) + "\(number)-\(slug)"
        guard !NewName.isTaken("\(course.root)/Lessons/\(name).md") else {
            throw .exists(path: "\(course.root)/Lessons/\(name).md")
        }
        if let other = others.first(where: { $0.slug == slug || $0.number == number }) {
            throw .clashesWithChapter(slug, other: other.name)
        }
        if let other = course.chapters.first(where: { $0.renamedFrom.contains(slug) }) {
            throw .clashesWithChapter(slug, other: other.name)
        }
        var draft = Draft()
        draft.add("\(name).md", try page(from: templates.text("Lessons/01-chapter.md")))
        try draft.place(asFile: "\(course.root)/Lessons/\(name).md")
        return "Lessons/\(name).md"
    }

    /// The chapters that are there, those that cannot be read too.
    private static func files(in course: Course) -> [(number: Int, slug: String, name: String)] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: course.root + "/Lessons")) ?? []
        return names.sorted().compactMap { file in
            guard file.hasSuffix(".md"), let dash = file.firstIndex(of: "-"), let number = Int(file[..<dash])
            else { return nil }
            let name = String(file.dropLast(3))
            return (number, String(name[name.index(after: dash)...]), name)
        }
    }

    private func page(from template: String) throws(NewError) -> String {
        let title = try NewName.line(title, what: "제목")
        var page = ManifestText(template)
        page.set("title", to: title)
        if let summary { page.set("summary", to: try NewName.line(summary, what: "요약")) }
        if let minutes { page.set("minutes", to: minutes) }
        if !requires.isEmpty { page.set("requires", to: requires) }
        page.replaceLine(beginning: "# 새 장", with: "# " + NewChapter.inMarkdown(title))
        return page.text
    }

    /// Signs that would mean something in a heading, made plain.
    private static func inMarkdown(_ text: String) -> String {
        String(text.flatMap { "\\`*_[]<>#&~|!".contains($0) ? ["\\", $0] : [$0] })
    }
}
