import Course
import Markdown
import Reading
import Terminal
import Testing
import Text

@Suite("The reader") struct ReaderTests {
    /// Ten sections of a heading and eight paragraphs.
    private static let text =
        "# 장\n\n"
        + (1...10).map { section in
            "## 절 \(section)\n\n" + (1...8).map { "글 \(section)-\($0)은 여기 있음.\n\n" }.joined()
        }.joined() + "데드락은 스레드 둘이 서로를\n기다림. [다음 장](02-next.md#둘)과 [바깥](https://a.b).\n"

    private static let course: Course = {
        func chapter(_ number: Int, _ name: String, _ sections: [String]) -> Chapter {
            Chapter(
                number: number, slug: name, name: "0\(number)-\(name)",
                path: "/c/Lessons/0\(number)-\(name).md",
                title: name, sections: sections.map { Chapter.Section(title: $0, anchor: $0, line: 1) })
        }
        return Course(
            id: "c", title: "c", root: "/c",
            chapters: [chapter(1, "one", (1...10).map { "절-\($0)" }), chapter(2, "next", ["하나", "둘"])])
    }()

    private func reader(
        _ text: String = text, width: Int = 60, height: Int = 20, at anchor: String? = nil
    ) throws -> Reader {
        let document = try Document(markdown: text)
        let links = CourseLinks(of: Self.course.chapters[0], in: Self.course)
        let chapter = ReaderChapter(
            name: "01-one", title: "1장 하나", page: Page(document, links: links),
            sections: document.sections.map { ReaderChapter.Section(title: $0.title, anchor: $0.anchor) },
            links: links, next: "02-next")
        var reader = Reader(
            chapter, options: Page.Options(width: 100, colors: .color, hasLinks: true), at: anchor)
        reader.resize(ScreenSize(width: width, height: height))
        return reader
    }

    private func press(_ reader: inout Reader, _ keys: String) -> [Reader.Action] {
        keys.map { reader.press(.character($0)) }.filter { $0 != .stay }
    }

    private func rows(_ reader: Reader) -> [String] { reader.picture.lines.map(\.text) }

    @Test("The screen is as high as the terminal, the last row says where one is")
    func screen() throws {
        let rows = rows(try reader())
        #expect(rows.count == 20)
        #expect(rows[0] == "장" && rows[19].contains("1장 하나") && rows[19].contains("읽음 0/10"))
    }

    @Test(
        "Lines, screens, halves, and both ends", arguments: [("j", "ㅓ"), ("d", "ㅇ"), (" ", " "), ("G", "G")])
    func moves(latin: String, korean: String) throws {
        var one = try reader()
        var other = one
        _ = press(&one, latin)
        #expect(rows(one) != rows(other))
        _ = press(&other, korean)
        #expect(rows(one) == rows(other))
        _ = press(&one, "g")
        _ = press(&other, "ㅎ")
        #expect(rows(one)[0] == "장" && rows(one) == rows(other))
    }

    @Test("Down and up again is the same place; nothing goes beyond the ends")
    func ends() throws {
        var reader = try reader()
        let start = rows(reader)
        _ = press(&reader, "jjj kkk")
        _ = press(&reader, "b")
        _ = press(&reader, "kkkkkk")
        #expect(rows(reader) == start)
        _ = press(&reader, "G")
        let end = rows(reader)
        _ = press(&reader, "jjj   ")
        #expect(rows(reader) == end && end[19].contains("100 %"))
    }

    @Test("The wheel is three lines")
    func wheel() throws {
        var one = try reader()
        var other = one
        _ = one.press(.wheelDown)
        _ = press(&other, "jjj")
        #expect(rows(one) == rows(other))
    }

    @Test("q and ㅂ leave, Ctrl-C interrupts, from everywhere but a prompt")
    func leaving() throws {
        var reader = try reader()
        #expect(press(&reader, "q") == [.leave] && press(&reader, "ㅂ") == [.leave])
        #expect(press(&reader, "tq") == [.leave])
        #expect(press(&reader, "?") == [] && press(&reader, "x") == [])
        _ = press(&reader, "t/q")
        #expect(reader.picture.cursor == Picture.Position(row: 19, column: 2))
        #expect(reader.press(.interrupt) == .interrupt)
    }

    @Test("On a low screen the help moves by the keys of a page, both layouts; any other key leaves it")
    func lowHelp() throws {
        var reader = try reader(height: 8)
        let page = rows(reader)
        _ = press(&reader, "?")
        let first = rows(reader)
        #expect(first[0].contains("j k로 더 보고") && !first.contains { $0.hasPrefix(" q ") })
        _ = press(&reader, "j")
        #expect(rows(reader)[0] == first[1] && rows(reader)[1] == first[2])
        _ = press(&reader, "ㅏㅏㅏ")
        #expect(rows(reader) == first)
        _ = press(&reader, "G")
        #expect(rows(reader)[6].hasPrefix(" q "))
        _ = press(&reader, "jjㅎ")
        #expect(rows(reader) == first)
        _ = press(&reader, "Gx")
        #expect(rows(reader) == page)

        // All of it is seen on a high one.
        reader.resize(ScreenSize(width: 60, height: 40))
        _ = press(&reader, "?")
        #expect(rows(reader)[0].contains("아무 키나"))
        _ = press(&reader, "j")
        #expect(rows(reader)[0] == "장")
    }

    @Test("Another size keeps the block on top", arguments: [20, 33, 70, 100])
    func resizing(width: Int) throws {
        var reader = try reader()
        _ = press(&reader, "    ")
        while rows(reader)[0].isEmpty { _ = press(&reader, "j") }
        let block = rows(reader)[0]
        reader.resize(ScreenSize(width: width, height: 12))
        #expect(rows(reader)[0] == block)
        #expect(reader.picture.lines.allSatisfy { $0.cells <= width })
        reader.resize(ScreenSize(width: 60, height: 20))
        #expect(rows(reader)[0] == block)
    }

    @Test("Any size can be drawn, any keys can be pressed", arguments: 0..<6)
    func anything(seed: Int) throws {
        var random = Dice(seed: seed)
        var reader = try reader()
        let keys: [Key] =
            "jk bdugGnN/?t[]<>lhx가어ㅂ\n".filter { $0 != "ㅂ" }.map { .character($0) }
            + [
                .tab, .backTab, .backspace, .escape, .left, .right, .up, .down, .pageUp, .pageDown, .home,
                .end,
            ]
        for _ in 0..<400 {
            if random.roll(20) == 0 {
                reader.resize(ScreenSize(width: 1 + random.roll(120), height: 1 + random.roll(40)))
            }
            _ = reader.press(random.pick(keys))
            _ = reader.pass(milliseconds: random.roll(2_000))
            #expect(reader.picture.lines.count >= 1)
        }
    }

    @Test("Sections are gone to one by one, and by the contents")
    func sections() throws {
        var reader = try reader()
        _ = press(&reader, "]]")
        #expect(rows(reader)[0] == "절 2")
        _ = press(&reader, "[")
        #expect(rows(reader)[0] == "절 1")
        _ = press(&reader, "t")
        #expect(rows(reader)[1].contains("절 10개") && rows(reader)[2].hasPrefix(">"))
        _ = press(&reader, "jj\n")
        #expect(rows(reader)[0] == "절 3")
        #expect(rows(try self.reader(at: "절-5"))[0] == "절 5")
    }

    @Test("On a wide screen the contents stand beside the page")
    func pane() throws {
        var reader = try reader(width: 100)
        _ = press(&reader, "t")
        #expect(rows(reader)[0].hasPrefix("1장 하나") && rows(reader)[0].hasSuffix("│ 장"))
        #expect(reader.picture.lines.allSatisfy { $0.cells <= 100 })
        _ = press(&reader, "ㅅ")
        #expect(rows(reader)[0] == "장")
    }

    @Test("Words are found over the end of a line, by initials, decomposed, and around again")
    func search() throws {
        for query in ["서로를 기다림", "ㄷㄷㄹ", "\u{1103}\u{1166}\u{1103}\u{1173}락"] {
            var reader = try reader()
            _ = press(&reader, "/" + query + "\n")
            #expect(rows(reader).contains { $0.contains("데드락") }, "\(query)")
            #expect(reader.picture.lines.contains { $0.runs.contains { $0.style.isReversed } })
            #expect(rows(reader)[19].contains("1/1"))
        }
        var reader = try reader()
        _ = press(&reader, "/글 2-\n")
        #expect(rows(reader)[19].contains("1/8"))
        for _ in 0..<7 { _ = press(&reader, "n") }
        #expect(rows(reader)[19].contains("8/8"))
        _ = press(&reader, "ㅜ")
        #expect(rows(reader)[19].contains("1/8 · 끝까지"))
        _ = press(&reader, "N")
        #expect(rows(reader)[19].contains("8/8 · 처음까지"))
        _ = press(&reader, "/없는 말[(*\n")
        #expect(rows(reader)[19].contains("없음: 없는 말[(*"))
    }

    @Test("A link to a chapter opens it, and Backspace leads back to the block")
    func links() throws {
        var reader = try reader()
        _ = press(&reader, "G")
        let before = rows(reader)[0]
        _ = reader.press(.tab)
        #expect(
            reader.picture.lines.contains { $0.runs.contains { $0.style.isReversed && $0.text == "다음 장" } })
        #expect(reader.press(.character("\n")) == .open(CourseLinks.Place(chapter: "02-next", anchor: "둘")))
        let next = ReaderChapter(
            name: "02-next", title: "2장 둘", page: Page(try Document(markdown: "## 하나\n\n글\n\n## 둘\n\n글\n")),
            sections: [.init(title: "하나", anchor: "하나"), .init(title: "둘", anchor: "둘")])
        reader.show(next, at: "둘")
        #expect(rows(reader)[19].contains("2장 둘"))
        #expect(reader.press(.backspace) == .open(CourseLinks.Place(chapter: "01-one")))
        reader.show(try self.reader().chapter, at: nil)
        #expect(rows(reader)[0] == before)
        #expect(press(&reader, ">") == [.open(CourseLinks.Place(chapter: "02-next"))])
        #expect(press(&reader, "<").isEmpty)
    }

    @Test("A link that leads away is told and not opened")
    func outside() throws {
        var reader = try reader()
        _ = press(&reader, "G")
        _ = reader.press(.tab)
        _ = reader.press(.tab)
        #expect(reader.press(.character("\n")) == .stay)
        #expect(rows(reader)[19].contains("https://a.b"))
    }

    // MARK: What counts as read

    @Test("A section is read when its lines were before the reader long enough, and only once")
    func reading() throws {
        var reader = try reader("## 하나\n\n가나다라마바사아자차 가나다라마바사아자차\n\n## 둘\n\n글\n")
        #expect(reader.pass(milliseconds: 500) == [])
        let read = (0..<20).map { _ in reader.pass(milliseconds: 250) }
        #expect(read.flatMap(\.self) == ["하나", "둘"])
        #expect(read[2] == ["하나", "둘"], "44 cells at 40 a second, 0.5 seconds before")
        #expect(rows(reader)[19].contains("읽음 2/2"))
    }

    @Test("What is scrolled past in a blink is not read")
    func blink() throws {
        var reader = try reader()
        var read: [String] = []
        for _ in 0..<40 {
            read += reader.pass(milliseconds: 10)
            _ = press(&reader, " ")
        }
        #expect(read == [])
        // At the end only what is on the screen is read, however long one stays.
        for _ in 0..<1_000 { read += reader.pass(milliseconds: 1_000) }
        #expect(!read.contains("절-1") && !read.contains("절-9"))
    }

    @Test("A machine that slept has not read, nor has one that shows help")
    func sleep() throws {
        var reader = try reader("## 하나\n\n" + String(repeating: "가나다라마 ", count: 40))
        #expect(reader.pass(milliseconds: 86_400_000) == [])
        _ = press(&reader, "?")
        for _ in 0..<100 { #expect(reader.pass(milliseconds: 1_000) == []) }
        _ = press(&reader, "?")
        let read = (0..<20).flatMap { _ in reader.pass(milliseconds: 1_000) }
        #expect(read == ["하나"])
    }

    @Test("What was read of a block is kept at another width")
    func paceAtOtherWidth() throws {
        let page = Page(try Document(markdown: "## 하나\n\n" + String(repeating: "가나다라마 ", count: 40)))
        let wide = page.lines(Page.Options(width: 100))
        var pace = ReadingPace(wide)
        let needed = pace.costMS
        var passed = 0
        while passed < needed - 500 {
            #expect(pace.pass(250, over: 0..<wide.count) == [])
            passed += 250
        }
        let narrow = page.lines(Page.Options(width: 30))
        pace.layOut(narrow)
        #expect(pace.pass(1_000, over: 0..<narrow.count) == [0])
    }
}

/// Random numbers that are the same in every run.
struct Dice {
    private var state: UInt64

    init(seed: Int) { state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 0x1234_5678_9ABC_DEF1 }

    mutating func roll(_ sides: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(sides))
    }

    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[roll(elements.count)] }
}
