import Markdown
import Testing

@Suite("Sections") struct SectionTests {
    @Test("Each ## outside of lists and quotes is a section")
    func sections() throws {
        let document = try Document(
            markdown: "# 장\n\n## 네 단계\n\n### 속\n\n> ## 인용\n\n- ## 항목\n\n둘째\n---\n", firstLine: 5)
        #expect(
            document.sections == [
                Section(title: "네 단계", anchor: "네-단계", line: 7), Section(title: "둘째", anchor: "둘째", line: 15),
            ])
    }

    @Test("An anchor is the title in lower case with - for blanks, and nothing else changed")
    func anchors() throws {
        let titles = ["Swift 6이  막는 것!", "`fork()` 뒤", "**락(lock)**이 [하는](a) 일", "1-2) 값", "~~가~~ 나", "ABC"]
        let document = try Document(markdown: titles.map { "## \($0)\n" }.joined())
        #expect(
            document.sections.map(\.anchor) == [
                "swift-6이-막는-것!", "fork()-뒤", "락(lock)이-하는-일", "1-2)-값", "가-나", "abc",
            ])
    }

    @Test("Anchors that repeat are told apart by a number")
    func repeats() throws {
        let document = try Document(markdown: "## 가\n## 가\n## 가 2\n## 가-2\n## 가\n")
        #expect(document.sections.map(\.anchor) == ["가", "가-2", "가-2-2", "가-2-3", "가-3"])
    }

    @Test("Headings have level, plain title and line")
    func headings() throws {
        let document = try Document(markdown: "# 하나\n\n## `둘` **셋**이\n\n넷\n===\n")
        #expect(
            document.headings == [
                Heading(level: 1, title: "하나", line: 1), Heading(level: 2, title: "둘 셋이", line: 3),
                Heading(level: 1, title: "넷", line: 5),
            ])
    }
}
