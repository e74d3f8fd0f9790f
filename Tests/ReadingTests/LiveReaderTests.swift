import Course
import Markdown
import Reading
import Terminal
import Testing
import Text

/// Pages on which something can be done, as a state: what is asked for goes out, what came of it comes in.
@Suite("The live blocks of a page") struct LiveReaderTests {
    private static let text = """
        # 장

        ## 하나

        글 하나.

        ```swift run
        print(1)
        ```
        ```output
        책 1
        ```

        ```c run
        int main(void) { pthread_create(0, 0, 0, 0); }
        ```

        ## 둘

        ```swift explore
        race()
        ```
        ```output
        data_race
        책의 걸음
        ```

        ```quiz
        id: q
        ```

        ```exercise
        held-sum later-sum
        ```

        [다음 장](02-next.md)

        """

    private static let sampleLine = 7
    private static let cLine = 14
    private static let exploreLine = 20
    private static let quizLine = 28
    private static let exerciseLine = 32

    private func chapter(_ name: String = "01-one", _ text: String = text) throws -> ReaderChapter {
        let document = try Document(markdown: text)
        let course = Course(
            id: "c", title: "c", root: "/c",
            chapters: ["one", "next"].enumerated().map { index, name in
                Chapter(
                    number: index + 1, slug: name, name: "0\(index + 1)-\(name)",
                    path: "/c/Lessons/0\(index + 1)-\(name).md", title: name,
                    sections: document.sections.map {
                        Chapter.Section(title: $0.title, anchor: $0.anchor, line: 1)
                    })
            })
        let links = CourseLinks(of: course.chapters[0], in: course)
        let card = QuizCard(question: "몇?", choices: ["가", "나"], prompt: "번호")
        return ReaderChapter(
            name: name, title: "1장",
            page: Page(
                document, quizzes: [Self.quizLine: card], exercises: ["held-sum": "합"],
                findings: ["data_race": "데이터 레이스"], links: links),
            sections: document.sections.map { ReaderChapter.Section(title: $0.title, anchor: $0.anchor) },
            links: links, next: "02-next",
            answers: [
                LiveBlock.ID(line: Self.exerciseLine): LiveAnswer(
                    [LiveAnswer.Part { StyledLine("아직 시작하지 않음").wrapped(to: $0) }], nextVerb: "시작")
            ])
    }

    private func reader(width: Int = 60, height: Int = 50) throws -> Reader {
        var reader = Reader(
            try chapter(), options: Page.Options(width: 100, colors: .color, hasLinks: true))
        reader.resize(ScreenSize(width: width, height: height))
        return reader
    }

    private func rows(_ reader: Reader) -> [String] { reader.picture.lines.map(\.text) }

    private func press(_ reader: inout Reader, _ keys: String) -> [Reader.Action] {
        keys.map { reader.press(.character($0)) }.filter { $0 != .stay }
    }

    private func pointed(_ reader: Reader) -> [String] { rows(reader).filter { $0.contains("▶") } }

    private func id(_ line: Int, _ index: Int = 0) -> LiveBlock.ID { LiveBlock.ID(line: line, index: index) }

    private func printed(_ text: String, replacing: Bool = true) -> LiveAnswer {
        LiveAnswer(
            [.printed(text, StyledLine("방금 실행한 출력"))], replacesOutput: replacing, nextVerb: "다시 실행")
    }

    // MARK: Which block

    @Test("The topmost is pointed at in signs and words, without colour; its keys stand in the last row")
    func topmost() throws {
        let reader = try reader()
        #expect(pointed(reader) == ["실행 · Swift  ▶ x 실행"])
        #expect(
            rows(reader).last?.contains("x 실행") == true && rows(reader).last?.contains("? 도움 q 끝") == true)
    }

    @Test("Tab goes from block to block and over links, round and back")
    func tab() throws {
        var reader = try reader()
        var seen: [String] = []
        for _ in 0..<7 {
            _ = reader.press(.tab)
            seen.append(pointed(reader).first ?? rows(reader).last ?? "")
        }
        #expect(
            seen == [
                "실행 · C  ▶ x 실행  e 탐색", "탐색 · Swift  ▶ x 탐색", "│ 퀴즈  ▶ x 답하기",
                "연습  held-sum  합  ▶ x 시작", "연습  later-sum   sil start later-sum  ▶ x 시작", " ⏎ 02-next",
                "실행 · Swift  ▶ x 실행",
            ])
        _ = reader.press(.backTab)
        #expect(pointed(reader) == [])
    }

    @Test("Where none is on the screen, that is said")
    func none() throws {
        var reader = Reader(
            try chapter("01-one", "# 장\n\n글만 있음.\n"), options: Page.Options(width: 100))
        reader.resize(ScreenSize(width: 60, height: 10))
        #expect(press(&reader, "xㅌ") == [])
        #expect(rows(reader).last == " 이 장에는 실행하거나 답할 것이 없음")
    }

    // MARK: Programs

    @Test("x asks for the program, in either layout; e for its schedules only where there are threads")
    func asking() throws {
        for key: Character in ["x", "ㅌ"] {
            var reader = try reader()
            guard case .run(let block, .run) = reader.press(.character(key)) else {
                Issue.record("nothing asked for")
                continue
            }
            #expect(block.id == id(Self.sampleLine))
        }
        var reader = try reader()
        #expect(reader.press(.character("e")) == .stay)
        #expect(rows(reader).last?.contains("실행 순서가 하나뿐임") == true)
        _ = reader.press(.tab)
        guard case .run(let block, .explore) = reader.press(.character("ㄷ")) else {
            Issue.record("not explored")
            return
        }
        #expect(block.id == id(Self.cLine))
    }

    @Test("While it runs, that is said with what is done and since when, and nothing on the page moves")
    func working() throws {
        var reader = try reader()
        let before = rows(reader)
        _ = press(&reader, "x")
        reader.take(.working("컴파일하는 중"), of: id(Self.sampleLine), in: "01-one")
        _ = reader.pass(milliseconds: 3_200)
        #expect(pointed(reader) == ["실행 · Swift  ▶ 컴파일하는 중 3초  Esc 그만두기"])
        #expect(rows(reader).last?.hasPrefix(" 컴파일하는 중 3초, Esc 그만두기") == true)
        #expect(reader.isWorking)
        let differing = zip(rows(reader), before).filter { $0 != $1 }
        #expect(differing.count == 2)
        #expect(press(&reader, "x") == [] && rows(reader).last?.contains("벌써 하는 중임") == true)
    }

    @Test("What it printed stands under it in place of the chapter's output; o shows the one and the other")
    func done() throws {
        var reader = try reader()
        _ = press(&reader, "x")
        reader.take(.done(printed("새 1\n새 2\n")), of: id(Self.sampleLine), in: "01-one")
        #expect(!reader.isWorking)
        let page = rows(reader)
        let start = try #require(page.firstIndex { $0.hasPrefix("실행 · Swift") })
        #expect(
            Array(page[start...].prefix(5)) == [
                "실행 · Swift  ▶ x 다시 실행  o 책의 출력", "│ print(1)", "방금 실행한 출력", "│ 새 1", "│ 새 2",
            ])
        #expect(!page.contains("│ 책 1"))
        _ = press(&reader, "o")
        let other = rows(reader)
        #expect(other.contains("책의 출력") && other.contains("│ 책 1") && !other.contains("│ 새 1"))
        #expect(pointed(reader) == ["실행 · Swift  ▶ x 다시 실행  o 방금 나온 출력"])
        _ = press(&reader, "ㅐ")
        #expect(rows(reader) == page)
    }

    @Test("What does not take the place of the chapter's output stands before it, and both have names")
    func beside() throws {
        var reader = try reader()
        _ = press(&reader, "x")
        reader.take(.done(printed("오류", replacing: false)), of: id(Self.sampleLine), in: "01-one")
        let page = rows(reader)
        let new = try #require(page.firstIndex(of: "│ 오류"))
        let old = try #require(page.firstIndex(of: "책의 출력"))
        #expect(new < old)
    }

    @Test("Escape gives up what runs, and later news of it is nobody's")
    func givingUp() throws {
        var reader = try reader()
        _ = press(&reader, "x")
        #expect(reader.press(.escape) == .cancel)
        #expect(!reader.isWorking && rows(reader).last == " 실행을 그만둠")
        reader.take(.working("실행 중"), of: id(Self.sampleLine), in: "01-one")
        #expect(!reader.isWorking)
        #expect(reader.press(.escape) == .stay)
        #expect(press(&reader, "q") == [.leave])
    }

    @Test("Much output is cut, and how much is said; what a terminal would obey does nothing")
    func long() throws {
        var reader = try reader(height: 400)
        _ = press(&reader, "x")
        let text = (1...5_000).map { "줄 \($0)\u{1B}[2J\n" }.joined()
        reader.take(.done(printed(text)), of: id(Self.sampleLine), in: "01-one")
        #expect(rows(reader).contains("│ … 너무 길어 뒤를 줄임: 5000줄 가운데 200줄을 보임"))
        #expect(!rows(reader).joined().contains("\u{1B}"))
        let one = String(repeating: "가", count: 200_000)
        reader.take(.done(printed(one)), of: id(Self.sampleLine), in: "01-one")
        #expect(rows(reader).contains("│ … 너무 길어 뒤를 줄임: 1줄 가운데 0줄을 보임"))
    }

    @Test("An answer stays through scrolling, other sizes, and a visit to another chapter")
    func staying() throws {
        var reader = try reader(height: 14)
        _ = press(&reader, "x")
        reader.take(.done(printed("새 것임")), of: id(Self.sampleLine), in: "01-one")
        _ = press(&reader, "Gg")
        for size in [ScreenSize(width: 24, height: 20), ScreenSize(width: 100, height: 30)] {
            reader.resize(size)
            #expect(rows(reader).contains("│ 새 것임"))
            #expect(reader.picture.lines.allSatisfy { $0.cells <= size.width })
        }
        reader.show(try chapter("02-next", "# 다음\n\n글.\n"), at: nil)
        #expect(!rows(reader).contains("│ 새 것임"))
        reader.show(try chapter(), at: nil)
        #expect(rows(reader).contains("│ 새 것임"))
    }

    @Test("What comes while another chapter is read is there when one comes back")
    func elsewhere() throws {
        var reader = try reader()
        _ = press(&reader, "x")
        reader.show(try chapter("02-next", "# 다음\n\n글.\n"), at: nil)
        #expect(reader.isWorking)
        reader.take(.done(printed("먼 것임")), of: id(Self.sampleLine), in: "01-one")
        #expect(!reader.isWorking && rows(reader).last?.contains("끝남") == true)
        reader.show(try chapter(), at: nil)
        #expect(rows(reader).contains("│ 먼 것임"))
    }

    @Test("An answer comes into view; whoever has scrolled on is left where they read")
    func revealing() throws {
        var reader = try reader(height: 12)
        _ = press(&reader, "x")
        let answer = printed("하나\n둘\n셋\n넷\n")
        var other = reader
        reader.take(.done(answer), of: id(Self.sampleLine), in: "01-one")
        #expect(rows(reader).contains("방금 실행한 출력") && rows(reader).contains("│ 넷"))
        _ = press(&other, "G")
        let top = rows(other)[0]
        other.take(.done(answer), of: id(Self.sampleLine), in: "01-one")
        #expect(rows(other)[0] == top && rows(other).last?.contains("끝남") == true)
    }

    @Test("Reading is for the chapter's own words: output owes no time")
    func pace() throws {
        func milliseconds(_ reader: Reader) -> Int {
            var reader = reader
            var passed = 0
            while reader.pass(milliseconds: 100).isEmpty, passed < 60_000 { passed += 100 }
            return passed
        }
        var reader = try reader(height: 500)
        let before = milliseconds(reader)
        _ = press(&reader, "x")
        reader.take(
            .done(printed(String(repeating: "아주 긴 출력임. ", count: 200), replacing: false)),
            of: id(Self.sampleLine), in: "01-one")
        // The chapter's own output has got a longer name.
        #expect(milliseconds(reader) <= before + 200)
    }

    // MARK: Quizzes

    private func atQuiz() throws -> Reader {
        var reader = try reader()
        for _ in 0..<3 { _ = reader.press(.tab) }
        return reader
    }

    @Test("A quiz is answered where it stands, in Hangul too, the cursor behind the text")
    func quiz() throws {
        var reader = try atQuiz()
        #expect(press(&reader, "x") == [])
        let asking = rows(reader)
        let row = try #require(asking.firstIndex { $0.hasPrefix("│ 번호: ") || $0 == "│ 번호:" })
        #expect(reader.picture.cursor == Picture.Position(row: row, column: 8))
        #expect(asking.last?.contains("⏎ 답하기  Esc 그만두기") == true && asking.last?.contains("q 끝") == false)
        #expect(press(&reader, "qㅂ이번") == [])
        #expect(rows(reader)[row] == "│ 번호: qㅂ이번")
        #expect(reader.picture.cursor == Picture.Position(row: row, column: 15))
        for _ in 0..<4 { _ = reader.press(.backspace) }
        _ = press(&reader, "2")
        guard case .answer(let block, "2") = reader.press(.character("\n")) else {
            Issue.record("no answer")
            return
        }
        #expect(block.id == id(Self.quizLine))
        reader.take(.askAgain("번호로 답하세요."), of: block.id, in: "01-one")
        #expect(rows(reader).contains("│ 번호로 답하세요."))
        reader.take(
            .done(LiveAnswer([LiveAnswer.Part { StyledLine("✓ 맞음").wrapped(to: $0) }], nextVerb: "다시 답하기")),
            of: block.id, in: "01-one")
        #expect(rows(reader).contains("│ ✓ 맞음") && reader.picture.cursor == nil)
        #expect(pointed(reader) == ["│ 퀴즈  ▶ x 다시 답하기"])
        #expect(press(&reader, "q") == [.leave])
    }

    @Test("Escape leaves the question as it was; Ctrl-C interrupts; a long text shows its end")
    func leavingQuiz() throws {
        var reader = try atQuiz()
        let before = rows(reader)
        _ = press(&reader, "x")
        _ = press(&reader, String(repeating: "가", count: 100) + "끝")
        #expect(rows(reader).contains { $0.hasPrefix("│ 번호: ") && $0.hasSuffix("가끝") })
        #expect(reader.picture.lines.allSatisfy { $0.cells <= 60 })
        #expect(reader.press(.interrupt) == .interrupt)
        #expect(reader.press(.character("\n")) != .stay)
        _ = reader.press(.escape)
        #expect(rows(reader) == before)
    }

    // MARK: Exercises

    @Test("Each exercise of a block by itself, with where one stands below it")
    func exercises() throws {
        var reader = try atQuiz()
        _ = reader.press(.tab)
        #expect(rows(reader).contains("      아직 시작하지 않음"))
        guard case .start(let first) = reader.press(.character("\n")) else {
            Issue.record("not started")
            return
        }
        #expect(first.id == id(Self.exerciseLine) && first.kind == .exercise("held-sum"))
        _ = reader.press(.tab)
        guard case .start(let second) = reader.press(.character("x")) else {
            Issue.record("not started")
            return
        }
        #expect(second.id == id(Self.exerciseLine, 1) && second.kind == .exercise("later-sum"))
        reader.take(
            .done(LiveAnswer([LiveAnswer.Part { StyledLine("시작함").wrapped(to: $0) }])), of: second.id,
            in: "01-one")
        #expect(rows(reader).contains("      시작함"))
    }

    // MARK: Everything

    @Test("Blocks in lists and quotes live too, and their answers stand inside")
    func nested() throws {
        let text =
            "# 장\n\n- 이것:\n\n  ```swift run\n  print(1)\n  ```\n  ```output\n  1\n  ```\n\n> ```c run\n> int x;\n> ```\n"
        var reader = Reader(try chapter("01-one", text), options: Page.Options(width: 100))
        reader.resize(ScreenSize(width: 60, height: 30))
        #expect(pointed(reader) == ["  실행 · Swift  ▶ x 실행"])
        _ = press(&reader, "x")
        reader.take(.done(printed("안\n")), of: id(5), in: "01-one")
        #expect(rows(reader).contains("  │ 안") && !rows(reader).contains("  │ 1"))
        _ = reader.press(.tab)
        #expect(pointed(reader) == ["▌ 실행 · C  ▶ x 실행"])
    }

    @Test("The help names the keys")
    func help() throws {
        var reader = try reader(height: 24)
        _ = press(&reader, "?")
        let help = rows(reader).joined(separator: "\n")
        for key in [" x ", " e ", " o ", " Esc ", " Tab "] { #expect(help.contains(key)) }
    }

    @Test("Any keys, sizes and news leave a screen that fits", arguments: 0..<4)
    func anything(seed: Int) throws {
        var random = Dice(seed: seed)
        var width = 60
        var reader = try reader(width: width)
        let keys = Array("xeoㅌㄷㅐjkGgdu tq\nn12가[]").map(Key.character) + [.escape, .tab, .backspace]
        let lines = [Self.sampleLine, Self.cLine, Self.exploreLine, Self.quizLine, Self.exerciseLine]
        for _ in 0..<150 {
            let block = id(random.pick(lines))
            switch random.roll(12) {
            case 0: reader.take(.working("하는 중"), of: block, in: "01-one")
            case 1: reader.take(.done(printed("a\nb\tc\n\n가나다")), of: block, in: "01-one")
            case 2: reader.take(.askAgain("다시"), of: block, in: "01-one")
            case 3: reader.take(.givenUp, of: block, in: "01-one")
            case 4:
                width = 12 + random.roll(110)
                reader.resize(ScreenSize(width: width, height: 2 + random.roll(40)))
            default: _ = reader.press(random.pick(keys))
            }
            _ = reader.pass(milliseconds: 50)
            #expect(reader.picture.lines.allSatisfy { $0.cells <= width })
        }
    }
}
