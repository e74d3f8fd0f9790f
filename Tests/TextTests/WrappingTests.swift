import Testing
import Text

@Suite("Wrapping") struct WrappingTests {
    private func wrap(_ text: String, _ width: Int) -> [String] {
        StyledLine(text).wrapped(to: width).map(\.text)
    }

    @Test("Korean words are kept whole")
    func words() {
        #expect(
            wrap("한 프로세스가 터져도 다른 프로세스 메모리는 그대로", 20) == [
                "한 프로세스가 터져도", "다른 프로세스", "메모리는 그대로",
            ])
    }

    @Test("A particle stays with what closes before it")
    func particles() {
        #expect(wrap("공유 데이터는 락(lock)이 지킴", 20) == ["공유 데이터는", "락(lock)이 지킴"])
        #expect(wrap("그건 “고객”은 아님", 12) == ["그건", "“고객”은", "아님"])
    }

    @Test("No line begins with what closes or ends with what opens")
    func punctuation() {
        for width in 12...40 {
            for line in wrap("읽기 ( 쓰기 ) 를 “ 한 번 ” 씩 ! 그리고 [ 끝 ] . 50 % 임 … 아마", width) {
                #expect(!")”!].%…".contains(line.first ?? "x"), "\(width): \(line)")
                #expect(!"(“[".contains(line.last ?? "x"), "\(width): \(line)")
            }
        }
    }

    @Test("A name that begins with a dot may begin a line")
    func dotName() {
        #expect(wrap("폴더는 .build 안에", 10) == ["폴더는", ".build", "안에"])
    }

    @Test("A slash between Korean words may end a line")
    func slash() {
        #expect(wrap("멀티프로세스/멀티스레드", 16) == ["멀티프로세스/", "멀티스레드"])
        #expect(wrap("파일 Sources/Text 안", 12) == ["파일", "Sources/Text", "안"])
    }

    @Test("An address is kept whole until it is wider than the line")
    func address() {
        let url = "https://example.com/서버/동작/이해"
        #expect(wrap("주소는 \(url) 임", url.cells) == ["주소는", url, "임"])
        let broken = wrap("주소는 \(url) 임", 20)
        #expect(broken.allSatisfy { $0.cells <= 20 })
        #expect(broken[0] == "주소는")
        #expect(broken.joined().contains(url))
    }

    @Test("A word wider than the line breaks between syllables")
    func longWord() {
        #expect(wrap("가나다라마바사아자차카타파하", 10) == ["가나다라마", "바사아자차", "카타파하"])
        #expect(wrap("abcdefghij", 4) == ["abcd", "efgh", "ij"])
        #expect(wrap("가나다라마)입니다", 10) == ["가나다라", "마)입니다"])
    }

    @Test("Blanks at a break are dropped, others stay")
    func blanks() {
        #expect(wrap("a  b   c", 4) == ["a  b", "c"])
        #expect(wrap("  가 ", 10) == ["가"])
        #expect(wrap("가\u{A0}나 다", 5) == ["가\u{A0}나", "다"])
        #expect(wrap("", 10) == [""])
        #expect(wrap("      ", 2) == [""])
    }

    @Test("A character wider than the line has a line of its own")
    func tooNarrow() {
        #expect(wrap("가나", 1) == ["가", "나"])
    }

    @Test("A style in the midst of a word makes no break")
    func styles() {
        let line = "이건 " + StyledLine("락", .bold) + "이 지킴"
        #expect(
            line.wrapped(to: 7) == [
                "이건", StyledLine("락", .bold) + "이", "지킴",
            ])
    }

    @Test("A cluster of any size is cut into lines that fit")
    func hugeCluster() {
        let cluster = String(repeating: "\u{1100}", count: 100)
        #expect(cluster.count == 1)
        let lines = StyledLine(cluster).wrapped(to: 20)
        #expect(lines.allSatisfy { $0.cells <= 20 })
        #expect(lines.map(\.text).joined().unicodeScalars.count == 100)
    }

    @Test("The widest word is what wrapping keeps whole")
    func widestWord() {
        #expect(StyledLine("한 프로세스가 터져도").widestWord == 10)
        #expect(StyledLine("멀티프로세스/멀티스레드").widestWord == 13)
        #expect(StyledLine("").widestWord == 0)
    }

    @Test("Any text fits at any width and loses nothing but blanks", arguments: 0..<10)
    func anyText(seed: Int) {
        var random = Dice(seed: seed)
        let pieces = [
            "프로세스", "스레드가", "\u{1112}\u{1161}\u{11AB}", "👨‍👩‍👧", "⚠️", "🇰🇷", "(lock)이", "“고객”은",
            "https://a.b/c/가/d",
            "a", "very-long-identifier-in-code", "멀티프로세스/멀티스레드", ".", ",", ")", "(", "—", "·", "\u{200B}",
            "50%",
            "가나다라마바사아자차카타파하가나다라마바사아자차카타파하", "\u{1100}\u{1100}\u{1161}", "e\u{301}", "ㄱㅏ", "１２",
        ]
        let text = (0..<60).map { _ in random.pick(pieces) + (random.roll(3) == 0 ? "" : " ") }.joined()
        for width in 20...120 {
            let lines = StyledLine(text).wrapped(to: width)
            #expect(lines.allSatisfy { $0.cells <= width })
            #expect(lines.allSatisfy { $0.text.last?.isWhitespace != true })
            let kept = lines.map(\.text).joined().unicodeScalars.filter { $0 != " " }
            #expect(kept.elementsEqual(text.unicodeScalars.filter { $0 != " " }))
        }
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
