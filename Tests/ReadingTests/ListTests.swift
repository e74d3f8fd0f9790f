import Testing
import Text

@Suite("Lists and quotes on a page") struct ListTests {
    @Test("Bullets tell the depth, text hangs behind them")
    func bullets() throws {
        #expect(
            try page("- 하나는 길어서 다음 줄로 넘어감\n  - 둘\n    - 셋\n      - 넷\n- 끝", width: 20) == [
                "• 하나는 길어서 다음", "  줄로 넘어감", "  ◦ 둘", "    ▪ 셋", "      • 넷", "• 끝",
            ])
        #expect(try page("- 하나\n  - 둘\n    - 셋", ascii) == ["* 하나", "  - 둘", "    + 셋"])
    }

    @Test("Numbers keep their start and stand under each other")
    func numbers() throws {
        #expect(try page("9. 가\n10. 나\n11. 다") == [" 9. 가", "10. 나", "11. 다"])
    }

    @Test("Lists are as loose as in the source")
    func looseness() throws {
        #expect(try page("- 가\n\n- 나\n\n  다") == ["• 가", "", "• 나", "", "  다"])
        #expect(try page("- 가\n- 나\n  ```\n  다\n  ```") == ["• 가", "• 나", "  │ 다"])
    }

    @Test("Tasks show whether they are done")
    func tasks() throws {
        #expect(try page("- [x] 한 일\n- [ ] 할 일") == ["☑ 한 일", "☐ 할 일"])
        #expect(try page("1. [x] 한 일\n2. [ ] 할 일", ascii) == ["1. [x] 한 일", "2. [ ] 할 일"])
    }

    @Test("An item without text is its bullet")
    func emptyItem() throws {
        #expect(try page("-\n- 나") == ["•", "• 나"])
    }

    @Test("Quotes have a bar on each line, within each other too")
    func quotes() throws {
        #expect(
            try page("> 가나다 라마바 사아자 차카타\n>\n> > 속\n> - 항목", width: 20) == [
                "▌ 가나다 라마바", "▌ 사아자 차카타", "▌", "▌ ▌ 속", "▌", "▌ • 항목",
            ])
        #expect(try page("> 가", ascii) == ["| 가"])
    }

    @Test("Where nesting leaves no room, text goes below its bullet")
    func deepNesting() throws {
        let markdown = (0..<20).map { String(repeating: "  ", count: $0) + "- 항목은 \($0)번째임\n" }.joined()
        let lines = try page(markdown, width: 20)
        #expect(lines.allSatisfy { $0.cells <= 20 })
        #expect(lines.contains { $0.hasSuffix("항목은") || $0.hasSuffix("19번째임") })
    }
}
