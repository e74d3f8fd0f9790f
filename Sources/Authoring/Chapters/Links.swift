import Course
import Foundation
import Markdown

/// Links and images lead somewhere: to a file of the course, a section of this chapter or another, or a whole address.
///
/// Addresses of the web are not asked: a course that is right must not fail because a network is down.
struct Links {
    let page: ChapterPage
    let course: Course

    func faults() -> [Fault] { inlines(in: page.document).flatMap(faults) }

    // MARK: Walking

    private struct Found {
        var inline: Inline
        var line: Int
    }

    private func inlines(in document: Document) -> [Found] {
        let notes = document.footnotes.flatMap { $0.blocks.flatMap(inlines) }
        return document.blocks.flatMap(inlines) + notes
    }

    private func inlines(in block: Block) -> [Found] {
        switch block.content {
        case .heading(_, let content), .paragraph(let content): found(in: content, line: block.line)
        case .list(let list): list.items.flatMap { $0.blocks.flatMap(inlines) }
        case .quote(let blocks): blocks.flatMap(inlines)
        case .table(let table):
            ([table.header] + table.rows).flatMap { $0.flatMap { found(in: $0, line: block.line) } }
        case .code, .html, .rule: []
        }
    }

    private func found(in inlines: [Inline], line: Int) -> [Found] {
        inlines.flatMap { inline -> [Found] in
            switch inline {
            case .link(_, _, let children):
                [Found(inline: inline, line: line)] + found(in: children, line: line)
            case .image: [Found(inline: inline, line: line)]
            case .emphasis(let children), .strong(let children), .strikethrough(let children):
                found(in: children, line: line)
            default: []
            }
        }
    }

    // MARK: Judging

    private func faults(_ found: Found) -> [Fault] {
        switch found.inline {
        case .link(let destination, _, let words):
            let line = place(of: destination, from: found.line)
            var faults = complaint(about: destination).map { [fault("broken-link", line, $0)] } ?? []
            if words.plainText.allSatisfy(\.isWhitespace) {
                faults.append(fault("link-words", line, ("링크에 글이 없음: `\(destination)`", "`[글](주소)`로 쓰세요.")))
            }
            return faults
        case .image(let source, _, let words):
            let line = place(of: source, from: found.line)
            var faults = complaint(about: source).map { [fault("broken-image", line, $0)] } ?? []
            if words.plainText.allSatisfy(\.isWhitespace) {
                faults.append(
                    fault(
                        "image-words", line,
                        ("그림을 풀어 쓴 글이 없음: 터미널에서는 그 글만 보임", "`![무엇을 그린 것인지](파일)`로 쓰세요.")))
            }
            return faults
        default: return []
        }
    }

    private func fault(
        _ rule: String, _ place: (line: Int, column: Int?), _ words: (message: String, fix: String)
    ) -> Fault {
        page.fault(rule, line: place.line, column: place.column, words.message, fix: words.fix)
    }

    /// Where an address stands from the line of its block on. The parser's form of it may differ from the source's: then
    /// the block's line will do.
    private func place(of destination: String, from line: Int) -> (line: Int, column: Int?) {
        for form in [destination, destination.removingPercentEncoding ?? destination] {
            if let found = page.text.place(of: form, from: line), found.line < line + 100 { return found }
        }
        return (line, nil)
    }

    /// nil when it leads somewhere.
    private func complaint(about destination: String) -> (message: String, fix: String)? {
        guard !destination.isEmpty else { return ("갈 곳이 비어 있음", "주소를 쓰세요.") }
        if let colon = destination.firstIndex(of: ":"),
            destination[..<colon].allSatisfy({ $0.isLetter && $0.isASCII })
        {
            return address(destination, scheme: destination[..<colon].lowercased())
        }
        let parts = destination.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let file = String(parts[0]).removingPercentEncoding ?? String(parts[0])
        let anchor = parts.count > 1 ? String(parts[1]).removingPercentEncoding ?? String(parts[1]) : nil
        if file.isEmpty { return section(anchor ?? "", of: page.chapter) }
        guard !file.hasPrefix("/") else {
            return ("이 컴퓨터에서만 통하는 길임: `\(file)`", "이 파일에서 시작하는 길로 쓰세요.")
        }
        let path = Self.joined("Lessons", file)
        guard let path, contains(path) else {
            return ("과정 밖의 파일임: `\(file)`", "파일을 과정 안으로 옮기세요.")
        }
        guard FileManager.default.fileExists(atPath: course.root + "/" + path) else {
            return missing(file)
        }
        guard let anchor, let other = course.chapters.first(where: { "Lessons/\($0.name).md" == path }) else {
            return nil
        }
        return section(anchor, of: other)
    }

    private func address(_ destination: String, scheme: String) -> (message: String, fix: String)? {
        switch scheme {
        case "mailto": return nil
        case "http", "https":
            guard let url = URL(string: destination), let host = url.host, !host.isEmpty else {
                return ("주소 꼴이 아님: `\(destination)`", "`https://이름/길` 꼴로 쓰세요.")
            }
            return nil
        default: return ("열 수 없는 주소임: `\(scheme):`", "`https://` 주소나 과정 안의 파일로 쓰세요.")
        }
    }

    private func missing(_ file: String) -> (message: String, fix: String) {
        let names = course.chapters.map { $0.name + ".md" }
        let nearest = NearestNames.of(file, among: names).first
        return ("없는 파일: `\(file)`", nearest.map { "혹시 `\($0)` 아닌가요?" } ?? "파일을 넣거나 이 자리를 지우세요.")
    }

    private func section(_ anchor: String, of chapter: Chapter) -> (message: String, fix: String)? {
        let anchors = chapter.sections.map(\.anchor)
        guard !anchors.contains(anchor) else { return nil }
        let nearest = NearestNames.of(anchor, among: anchors).first
        return (
            "없는 절: `\(chapter.name)#\(anchor)`",
            nearest.map { "혹시 `#\($0)` 아닌가요?" } ?? "`##` 제목을 소문자로, 빈칸은 `-`로 쓰세요."
        )
    }

    /// A path below the course; nil when it leads above it.
    private static func joined(_ folder: String, _ path: String) -> String? {
        var parts = folder.split(separator: "/").map(String.init)
        for part in path.split(separator: "/") where part != "." {
            if part == ".." {
                guard parts.popLast() != nil else { return nil }
            } else {
                parts.append(String(part))
            }
        }
        return parts.joined(separator: "/")
    }

    /// Whether a path stays in the course when links are followed; one that is not there does.
    private func contains(_ path: String) -> Bool {
        let full = URL(fileURLWithPath: course.root + "/" + path).resolvingSymlinksInPath().path
        let root = URL(fileURLWithPath: course.root).resolvingSymlinksInPath().path
        return full.hasPrefix(root + "/")
    }
}
