import Course
import Markdown

/// One `#`, at the top; below it no level left out; at least one section.
enum Headings {
    static func faults(in page: ChapterPage) -> [Fault] {
        let headings = page.document.headings
        return titles(headings, in: page) + levels(headings, in: page) + empty(headings, in: page)
    }

    private static func titles(_ headings: [Heading], in page: ChapterPage) -> [Fault] {
        let titles = headings.filter { $0.level == 1 }
        guard let title = titles.first else {
            return [
                page.fault(
                    "no-title", line: page.chapter.bodyLine, "`# 제목`이 없음",
                    fix: "앞머리 아래에 이 줄을 쓰세요: `# \(page.chapter.title)`")
            ]
        }
        var faults = titles.dropFirst().map { other in
            page.fault(
                "second-title", line: other.line, "`#`이 또 있음: 장의 제목은 하나임",
                fix: "`##`으로 바꾸거나 파일을 나누세요.")
        }
        if let first = page.document.blocks.first, first.line < title.line {
            faults.append(
                page.fault("text-before-title", line: first.line, "제목보다 앞에 글이 있음", fix: "`# 제목` 아래로 옮기세요."))
        }
        if title.title != page.chapter.title {
            faults.append(
                page.fault(
                    "title-differs", line: title.line,
                    "제목이 앞머리와 다름: `\(title.title)`, 앞머리에는 `\(page.chapter.title)`",
                    fix: "둘을 같게 하세요. 목록에는 앞머리의 것이 보임."))
        }
        return faults
    }

    private static func levels(_ headings: [Heading], in page: ChapterPage) -> [Fault] {
        var faults: [Fault] = []
        var level = 0
        for heading in headings {
            if heading.level > level + 1, level > 0 || heading.level > 2 {
                let missing = String(repeating: "#", count: level + 1)
                faults.append(
                    page.fault(
                        "heading-order", line: heading.line,
                        "제목 단계를 건너뜀: `\(missing)` 다음이 아닌데 \(heading.level)단계임",
                        fix: "이렇게 바꾸세요: `\(missing) \(heading.title)`"))
            }
            level = heading.level
        }
        if !headings.contains(where: { $0.level == 2 }) {
            faults.append(
                page.fault(
                    "no-section", line: nil, "절(`##`)이 하나도 없음: 어디까지 읽었는지 셀 수 없음",
                    fix: "글을 `## 절 제목`으로 나누세요."))
        }
        return faults
    }

    private static func empty(_ headings: [Heading], in page: ChapterPage) -> [Fault] {
        headings.filter(\.title.isEmpty).map {
            page.fault("empty-heading", line: $0.line, "제목에 글이 없음", fix: "제목을 쓰거나 줄을 지우세요.")
        }
    }
}
