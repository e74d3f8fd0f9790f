import Course
import Reporting

/// `sil read --json`: what would have been shown, as text.
struct ReadReport: Report {
    var course: String
    var chapter: Chapter
    /// Those that are shown.
    var sections: [Chapter.Section]
    /// Anchors of the chapter that were read before.
    var read: Set<String>
    /// Folded to the width, without colour.
    var text: String

    var json: JSON {
        [
            "schema": 1, "course": .string(course), "chapter": .string(chapter.slug),
            "number": .number(Double(chapter.number)), "name": .string(chapter.name),
            "title": .string(chapter.title),
            "sections": .array(
                sections.map {
                    [
                        "section": .string($0.anchor), "title": .string($0.title),
                        "read": .bool(read.contains($0.anchor)),
                    ]
                }), "text": .string(text),
        ]
    }
}
