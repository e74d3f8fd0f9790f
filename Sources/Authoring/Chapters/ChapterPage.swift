import Course
import Markdown

/// A chapter as checks look at it: the value, its parsed text and its source lines.
struct ChapterPage: Sendable {
    let chapter: Chapter
    let document: Document
    let text: SourceText

    /// nil for what is no text or cannot be parsed: loading the course tells of that.
    init?(_ chapter: Chapter, root: String) {
        guard let text = SourceText("Lessons/\(chapter.name).md", in: root),
            let document = try? Document(markdown: chapter.body, firstLine: chapter.bodyLine)
        else { return nil }
        self.chapter = chapter
        self.document = document
        self.text = text
    }

    var path: String { text.path }

    func fault(_ rule: String, line: Int?, column: Int? = nil, _ message: String, fix: String) -> Fault {
        Fault(file: path, line: line, column: column, rule: rule, message: message, fix: fix)
    }
}
