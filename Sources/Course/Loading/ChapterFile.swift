import Markdown

/// `Lessons/NN-slug.md` ─► `Chapter`.
enum ChapterFile {
    static let bytesMax = 1024 * 1024
    static let frontMatterBytesMax = 64 * 1024

    /// The chapter, and what is wrong with it. A chapter whose text can be read is given whatever its front matter
    /// says: a learner loses nothing by a misspelt key.
    static func read(_ fileName: String, in folder: CourseFolder) -> (
        chapter: Chapter?, faults: [CourseError.Fault]
    ) {
        let path = "Lessons/\(fileName)"
        let names = FaultLog(path: path)
        guard let name = parts(of: fileName) else {
            names.note(
                "bad-name", line: nil, "`NN-slug.md` 꼴이 아님", fix: "`05-race.md`처럼 번호와 이름을 `-`로 이으세요.")
            return (nil, names.faults)
        }
        if let wrong = NameShape.chapter.complaint(about: name.slug) {
            names.note("bad-name", line: nil, wrong.message, fix: wrong.fix)
            return (nil, names.faults)
        }
        let text: String
        do throws(CourseFolder.Trouble) {
            text = try folder.text(of: path, limit: bytesMax)
        } catch {
            names.note(error)
            return (nil, names.faults)
        }

        let page = split(text)
        let log = FaultLog(path: path, lineOffset: 1)
        var chapter = Chapter(
            number: name.number, slug: name.slug, name: String(fileName.dropLast(3)), path: folder.path(path),
            title: name.slug, body: String(page.body), bodyLine: page.bodyLine)
        let outline = outline(of: chapter, log: names)
        chapter.sections = outline.sections
        chapter.exercises = outline.exercises
        if let title = outline.title { chapter.title = title }
        read(page.frontMatter, into: &chapter, log: log)
        return (chapter, log.faults + names.faults)
    }

    // MARK: Name

    /// `05-race.md` is number 5 and slug `race`.
    private static func parts(of fileName: String) -> (number: Int, slug: String)? {
        guard fileName.hasSuffix(".md") else { return nil }
        let name = fileName.dropLast(3)
        guard let dash = name.firstIndex(of: "-") else { return nil }
        let digits = name[..<dash]
        guard (1...6).contains(digits.count),
            digits.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }),
            let number = Int(digits)
        else { return nil }
        return (number, String(name[name.index(after: dash)...]))
    }

    // MARK: Front matter

    private enum FrontMatter {
        case none
        /// `---` at the top, and no second one.
        case unclosed
        case yaml(Substring)
    }

    private static func split(_ text: String) -> (frontMatter: FrontMatter, body: Substring, bodyLine: Int) {
        let marker = "---"
        guard text.hasPrefix(marker + "\n") else { return (.none, text[...], 1) }
        var line = 2
        var start = text.utf8.index(text.startIndex, offsetBy: 4)
        let yamlStart = start
        while start < text.endIndex {
            let end = text[start...].utf8.firstIndex(of: UInt8(ascii: "\n")) ?? text.endIndex
            let next = end < text.endIndex ? text.utf8.index(after: end) : end
            let content = text[start..<end]
            if content == marker || content == "..." {
                return (.yaml(text[yamlStart..<start]), text[next...], line + 1)
            }
            line += 1
            start = next
        }
        return (.unclosed, text[...], 1)
    }

    private static func read(_ frontMatter: FrontMatter, into chapter: inout Chapter, log: FaultLog) {
        switch frontMatter {
        case .none:
            log.note(
                "missing-front-matter", line: 1, "앞머리가 없음",
                fix: "맨 위에 `---`, `title: …`, `summary: …`, `---`를 쓰세요.")
        case .unclosed:
            log.note("missing-front-matter", line: 1, "앞머리가 닫히지 않음", fix: "앞머리 끝에 `---` 줄을 쓰세요.")
        case .yaml(let text):
            guard text.utf8.count <= frontMatterBytesMax else {
                log.note(.tooLarge(limit: frontMatterBytesMax))
                return
            }
            guard let mapping = YAMLText.mapping(of: String(text), log: log) else { return }
            let reader = MappingReader(mapping, log: log)
            chapter.title = reader.required("title") ?? chapter.title
            chapter.summary = reader.string("summary") ?? ""
            chapter.minutes = reader.int("minutes", in: 0...10_000) ?? 0
            chapter.requires = reader.strings("requires") ?? []
            chapter.renamedFrom = reader.strings("renamed_from", shape: .oldChapter) ?? []
            reader.finish()
        }
    }

    // MARK: Body

    private static func outline(
        of chapter: Chapter, log: FaultLog
    ) -> (title: String?, sections: [Chapter.Section], exercises: [String]) {
        let document: Document
        do {
            document = try Document(markdown: chapter.body, firstLine: chapter.bodyLine)
        } catch {
            log.note("markdown", line: nil, "마크다운으로 읽을 수 없음", fix: "글을 나누고 깊이 겹친 목록과 인용을 푸세요.")
            return (nil, [], [])
        }
        var exercises: [String] = []
        for block in document.codeBlocks where block.info.split(separator: " ").first == "exercise" {
            for slug in block.literal.split(whereSeparator: { $0.isWhitespace || $0 == "," }).map(String.init)
            {
                if let wrong = NameShape.exercise.complaint(about: slug) {
                    log.note("bad-name", line: block.line, wrong.message, fix: wrong.fix)
                } else if !exercises.contains(slug) {
                    exercises.append(slug)
                }
            }
        }
        for fault in SampleReader(document).faults { log.note(fault) }
        return (
            document.headings.first { $0.level == 1 }?.title,
            document.sections.map { Chapter.Section(title: $0.title, anchor: $0.anchor, line: $0.line) },
            exercises
        )
    }
}
