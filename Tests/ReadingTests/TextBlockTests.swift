import Markdown
import Reading
import Testing
import Text

@Suite("Running text on a page") struct TextBlockTests {
    @Test("Levels of headings are told apart without colour")
    func headings() throws {
        #expect(
            try page("# 장\n## 네 단계\n### 속\n#### 더 속\n글") == [
                "장", "══", "", "네 단계", "───────", "", "### 속", "", "#### 더 속", "", "글",
            ])
    }

    @Test("A long heading is underlined to its widest line")
    func longHeading() throws {
        #expect(
            try page("## 한 줄이 네 단계로 갈라지는 까닭", width: 20) == [
                "한 줄이 네 단계로", "갈라지는 까닭", "─────────────────",
            ])
    }

    @Test("Line ends of the source stay, and what is longer wraps between words")
    func paragraphs() throws {
        #expect(
            try page("서버 코드 이해하려면 **프로세스**부터 정리해야 함.\n이게 먼저임.\n\n다음", width: 24) == [
                "서버 코드 이해하려면", "프로세스부터 정리해야", "함.", "이게 먼저임.", "", "다음",
            ])
    }

    @Test("Bold next to a particle is bold, and the particle is not")
    func emphasis() throws {
        #expect(try page("**락(lock)**이 *값*을", inColor) == ["\u{1B}[1m락(lock)\u{1B}[0m이 \u{1B}[3m값\u{1B}[0m을"])
        #expect(try page("**락(lock)**이 *값*을") == ["락(lock)이 값을"])
    }

    @Test("What colour says, signs say where there is none")
    func signs() throws {
        #expect(try page("`a`와 ``b`c`` ~~지움~~") == ["`a`와 `` b`c `` ~~지움~~"])
        #expect(
            try page("`a`와 ~~지움~~", inColor) == ["\u{1B}[36ma\u{1B}[0m와 \u{1B}[9m지움\u{1B}[0m"])
    }

    @Test("Addresses are written out once where links cannot be clicked")
    func plainLinks() throws {
        #expect(
            try page("[글](http://a.b)을 http://c.d <e@f.g> www.h.i") == [
                "글 (http://a.b)을 http://c.d e@f.g", "www.h.i",
            ])
        #expect(try page("[글](b.md)", inColorWithLinks) == ["\u{1B}[4m글\u{1B}[0m (b.md)"])
    }

    @Test("A link is closed and opened again where it wraps")
    func wrappedLinks() throws {
        let open = "\u{1B}]8;;https://a.b\u{1B}\\\u{1B}[4m"
        let close = "\u{1B}[0m\u{1B}]8;;\u{1B}\\"
        #expect(
            try page("[가나다라마 바사아자차](https://a.b)", width: 12, inColorWithLinks) == [
                open + "가나다라마" + close, open + "바사아자차" + close,
            ])
    }

    @Test("Images are their alternative text and their source")
    func images() throws {
        #expect(try page("![흐름](a.png) ![](b.png)") == ["[그림: 흐름] (a.png) [그림] (b.png)"])
    }

    @Test("Notes are numbered and stand at the end")
    func footnotes() throws {
        #expect(
            try page("값[^a]임\n\n[^a]: 첫째 설명\n\n뒤") == ["값[1]임", "", "뒤", "", "[1] 첫째 설명"])
    }

    @Test("Tags stand as they are, comments are for authors")
    func html() throws {
        #expect(
            try page("<div>\n  가\n</div>\n\n<!-- 고칠 것 -->\n\n줄<br>둘") == [
                "<div>", "  가", "</div>", "", "줄", "둘",
            ])
    }

    @Test("A rule is as wide as the page")
    func rules() throws {
        #expect(try page("---", width: 12) == ["────────────"])
        #expect(try page("---", width: 12, ascii) == ["------------"])
    }

    @Test("Nothing in a chapter reaches the terminal as a command")
    func controls() throws {
        let lines = try page("a\u{1B}[2J\u{9B}1m\u{202E}b `\u{7}`\n\n```\n\u{1B}]0;x\u{7}\n```")
        #expect(lines == ["a\u{FFFD}[2J\u{FFFD}1m\u{FFFD}b `\u{FFFD}`", "", "│ \u{FFFD}]0;x\u{FFFD}"])
    }

    @Test("An empty chapter is an empty page")
    func empty() throws {
        #expect(try page("").isEmpty)
        #expect(try page("\n\n<!-- 아직 -->\n").isEmpty)
    }
}
